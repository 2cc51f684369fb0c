/** SARIF's reporting descriptors: one per check, with everything that a viewer shows about it. */
import type { Json } from "../../../common/json";
import type { Finding, Report, Severity } from "../../model";
import { compareText } from "../order";
import type { ReportedRule } from "../platformReport";
import { neutraliseProse } from "../text/neutralise";
import { harmless, messageText } from "./text";

export type Level = "error" | "warning" | "note";

export const levels: { readonly [severity in Severity]: Level } = {
  critical: "error",
  high: "error",
  medium: "warning",
  low: "note",
};

/** GitHub code scanning reads a number as text: above 9.0 critical, from 7.0 high, from 4.0 medium, else low. */
const securitySeverity: { readonly [severity in Severity]: string } = {
  critical: "9.5",
  high: "8.0",
  medium: "5.5",
  low: "2.0",
};

/** GitHub code scanning takes at most this many tags per rule. */
const mostTags = 20;

export interface Descriptor {
  readonly id: string;
  readonly json: Json;
}

/** Descriptors of all checks of the rules that had something to judge, in order of their ids. */
export function descriptorsOf(report: Report, rules: readonly ReportedRule[]): readonly Descriptor[] {
  const named = new Set([...report.coverage.rulesApplied, ...report.findings.map(({ rule }) => rule)]);
  const found = new Map<string, Descriptor>();
  for (const rule of rules) {
    if (!named.has(rule.id)) continue;
    for (const check of rule.checks ?? []) found.set(check.id, { id: check.id, json: descriptor(rule, check) });
  }
  for (const finding of [...report.findings, ...(report.baseline?.fixedFindings ?? [])]) {
    if (!found.has(finding.check)) found.set(finding.check, { id: finding.check, json: bareDescriptor(finding) });
  }
  return [...found.values()].sort((a, b) => compareText(a.id, b.id));
}

function descriptor(rule: ReportedRule, check: NonNullable<ReportedRule["checks"]>[number]): Json {
  const references = Object.values(rule.frameworks).flatMap((list) => list ?? []);
  const equivalents = Object.entries(check.equivalents).flatMap(([tool, ids]) =>
    ids === undefined || ids.length === 0 ? [] : [`${tool} ${ids.join(", ")}`],
  );
  return {
    id: check.id,
    name: identifier(check.id),
    shortDescription: { text: messageText(check.title) },
    fullDescription: { text: messageText(`${rule.title}. ${rule.rationale}`) },
    help: {
      text: helpText(rule, references, equivalents),
      markdown: helpMarkdown(rule, check, references, equivalents),
    },
    defaultConfiguration: { level: levels[check.severity] },
    properties: {
      ...severityProperties(check.severity),
      precision: "high",
      rule: rule.id,
      control: rule.control,
      group: rule.group,
      tags: ["security", rule.group, ...references].slice(0, mostTags).map(neutraliseProse),
      frameworks: harmless(rule.frameworks as Json),
      equivalents: harmless(check.equivalents as Json),
    },
  };
}

/** For checks whose rule the caller does not hold. */
function bareDescriptor(finding: Pick<Finding, "check" | "rule" | "severity">): Json {
  return {
    id: finding.check,
    name: identifier(finding.check),
    shortDescription: { text: messageText(finding.check) },
    defaultConfiguration: { level: levels[finding.severity] },
    properties: { ...severityProperties(finding.severity), rule: finding.rule, tags: ["security"] },
  };
}

function severityProperties(severity: Severity): { readonly [name: string]: string } {
  return { severity, "security-severity": securitySeverity[severity] };
}

/** `RDS-05.final-snapshot` as `Rds05FinalSnapshot`. */
function identifier(id: string): string {
  return id
    .split(/[^A-Za-z0-9]+/)
    .map((word) => `${word.slice(0, 1).toUpperCase()}${word.slice(1).toLowerCase()}`)
    .join("");
}

function helpText(rule: ReportedRule, references: readonly string[], equivalents: readonly string[]): string {
  return [
    rule.rationale,
    `What to do: ${rule.remediation}`,
    ...(references.length === 0 ? [] : [`Frameworks: ${references.join("; ")}.`]),
    ...(equivalents.length === 0 ? [] : [`Asks the same as: ${equivalents.join("; ")}.`]),
  ]
    .map(messageText)
    .join("\n\n");
}

function helpMarkdown(
  rule: ReportedRule,
  check: { readonly title: string },
  references: readonly string[],
  equivalents: readonly string[],
): string {
  const list = (title: string, items: readonly string[]): string[] =>
    items.length === 0 ? [] : [`### ${title}`, items.map((item) => `- ${messageText(item)}`).join("\n")];
  return [
    `## ${messageText(check.title)}`,
    messageText(rule.rationale),
    "### What to do",
    messageText(rule.remediation),
    ...list("Frameworks", references),
    ...list("Asks the same as", equivalents),
  ].join("\n\n");
}
