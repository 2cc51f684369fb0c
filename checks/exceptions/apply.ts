/** Exceptions against findings: which are excepted, and what is to be said about the exceptions themselves. */

import { append } from "../../common/append";
import type { ResourceGraph } from "../graph/graph";
import type { Finding, InlineException } from "../model";
import { redactText } from "../reports/redact";
import type { Rule } from "../rule";
import { aboutAllowance, aboutEntry, aboutFile } from "./about";
import { breadthOf } from "./breadth";
import { allows, inlineExceptionsOf } from "./inline/collect";
import { foreignIdsOf } from "./inline/foreignIds";
import { type Objection, objectionsTo, objectionsToAllowance, ruleOf } from "./judge";
import { approversOf, type ExceptionEntry, type ExceptionFile } from "./model";

export interface ExceptionPolicy {
  readonly file: ExceptionFile;
  /** Who may approve, as `Name <address>`: the environment's. Default: those that the file lists. */
  readonly approvers?: readonly string[];
  /** Rules that exist, when only some of them are judged. Default: the judged ones. */
  readonly knownRules?: readonly Rule[];
}

export interface Applied {
  readonly findings: readonly Finding[];
  /** Findings about the exceptions. */
  readonly extra: readonly Finding[];
  /** Fingerprints of findings excepted by the emergency way: reports show them first. */
  readonly emergencies: ReadonlySet<string>;
  /** Skip comments and annotations of other tools, whether or not they count. */
  readonly inline: readonly InlineException[];
}

export function applyExceptions(
  findings: readonly Finding[],
  graph: ResourceGraph,
  rules: readonly Rule[],
  policy: ExceptionPolicy | undefined,
  now: Date,
): Applied {
  const recorded = policy ? applyRecorded(findings, graph, rules, policy, now) : undefined;
  const known = policy?.knownRules ?? rules;
  const allowances = policy ? judgedAllowances(policy, now) : [];
  const valid = allowances.filter((one) => one.objections.length === 0).map((one) => one.recorded.entry);
  const inline = inlineExceptionsOf(graph, foreignIdsOf(known), valid, now);
  const about = allowances.flatMap(({ recorded: allowance, objections }) => {
    const used = inline.some((one) => allows(allowance.entry, one, one.resource));
    const said = objections.length === 0 && !used ? [unusedAllowance] : objections;
    return said.map((objection) => aboutAllowance(allowance, objection, policy?.file.file ?? ""));
  });
  return {
    findings: withInline(recorded?.findings ?? findings, inline),
    extra: [...(recorded?.extra ?? []), ...about],
    emergencies: recorded?.emergencies ?? new Set(),
    inline,
  };
}

function applyRecorded(
  findings: readonly Finding[],
  graph: ResourceGraph,
  rules: readonly Rule[],
  policy: ExceptionPolicy,
  now: Date,
): Omit<Applied, "inline"> {
  const known = policy.knownRules ?? rules;
  const approvers = approversFor(policy);
  const placeOf = (finding: Finding) => finding.stack ?? graph.inputs[finding.input]?.path ?? "";
  const open = byResource(findings);
  const judged = policy.file.exceptions.map((recorded) => ({
    recorded,
    objections: objectionsTo(recorded.entry, { rules: known, now, approvers }),
    covered: (open.get(recorded.entry.resource) ?? []).filter((one) => covers(recorded.entry, one, known, placeOf)),
  }));
  const by = new Map<Finding, ExceptionEntry>();
  for (const { recorded, objections, covered } of judged) {
    for (const finding of objections.length === 0 ? covered : []) if (!by.has(finding)) by.set(finding, recorded.entry);
  }
  const extra = judged.flatMap(({ recorded, objections, covered }) => {
    if (objections.length > 0) return objections.map((one) => aboutEntry(recorded, one, policy.file.file, graph));
    const unmet = covered.length === 0 && isJudgedHere(recorded.entry, graph, rules) ? [unused] : [];
    return [...unmet, ...breadthOf(recorded.entry, covered, placeOf, now)].map((one) =>
      aboutEntry(recorded, one, policy.file.file, graph),
    );
  });
  const unlisted = approvers === undefined && policy.file.exceptions.length + policy.file.inline.length > 0;
  const emergencies = [...by].filter(([, entry]) => entry.emergency).map(([finding]) => finding.fingerprint);
  return {
    findings: findings.map((finding) => {
      const entry = by.get(finding);
      return entry ? { ...finding, status: "excepted", reason: redactText(reasonOf(entry)) } : finding;
    }),
    extra: unlisted ? [...extra, aboutFile(policy.file.file, nobodyListed)] : extra,
    emergencies: new Set(emergencies),
  };
}

const unused: Objection = {
  check: "EXC-02.unused",
  path: "resource",
  expected: "a finding that the exception covers",
  message: "The exception matches no finding: what it excused is mended or renamed",
};
const unusedAllowance: Objection = {
  check: "EXC-02.unused",
  path: "ids",
  expected: "an inline exception of that tool and id",
  message: "The allowance matches no inline exception",
};
const nobodyListed: Objection = {
  check: "EXC-03.approvers-listed",
  path: "approvedBy",
  expected: "`approvers` in the exceptions file, or `access.approvers` of an environment",
  message: "Nobody says who may approve: whoever writes the file can name anybody",
};

/** Those of the environment; where there is none, those that the file lists. */
function approversFor(policy: ExceptionPolicy): readonly string[] | undefined {
  return policy.approvers ?? policy.file.approvers;
}

function judgedAllowances(policy: ExceptionPolicy, now: Date) {
  const context = { now, approvers: approversFor(policy) };
  return policy.file.inline.map((recorded) => ({
    recorded,
    objections: objectionsToAllowance(recorded.entry, context),
  }));
}

/** Open findings, by the resource that they stand on. */
function byResource(findings: readonly Finding[]): ReadonlyMap<string, readonly Finding[]> {
  const found = new Map<string, Finding[]>();
  for (const finding of findings.filter(isOpen)) {
    append(found, finding.resource, finding);
  }
  return found;
}

function isOpen(finding: Finding): boolean {
  return finding.status === "fail" || finding.status === "unknown";
}

function covers(
  entry: ExceptionEntry,
  finding: Finding,
  rules: readonly Rule[],
  placeOf: (finding: Finding) => string,
): boolean {
  return (
    ruleOf(entry, rules)?.metadata.id === finding.rule &&
    (entry.check === undefined || entry.check === finding.check) &&
    (entry.stack === undefined || entry.stack === placeOf(finding)) &&
    entry.resource === finding.resource
  );
}

/** An exception for a stack or rule that this run does not look at is not unused. */
function isJudgedHere(entry: ExceptionEntry, graph: ResourceGraph, rules: readonly Rule[]): boolean {
  const places = graph.inputs.map((input) => input.stack ?? input.path);
  return (entry.stack === undefined || places.includes(entry.stack)) && ruleOf(entry, rules) !== undefined;
}

function reasonOf(entry: ExceptionEntry): string {
  const kind = entry.emergency ? "Emergency: " : "";
  return `${kind}${entry.reason} (owner ${entry.owner}, approved by ${approversOf(entry).join(" and ")}, ${entry.ticket}, until ${entry.expires})`;
}

/** An inline exception is shown on every open finding that it speaks of, and excepts it where it counts. */
function withInline(findings: readonly Finding[], inline: readonly InlineException[]): readonly Finding[] {
  const byPlace = new Map<string, InlineException[]>();
  for (const one of inline) {
    for (const check of one.checks) {
      const key = JSON.stringify([one.input, one.resource, check]);
      byPlace.set(key, [...(byPlace.get(key) ?? []), one]);
    }
  }
  if (byPlace.size === 0) return findings;
  return findings.map((finding): Finding => {
    const speaking = byPlace.get(JSON.stringify([finding.input, finding.resource, finding.check])) ?? [];
    const one = speaking.find(({ counts }) => counts) ?? speaking[0];
    if (one === undefined || finding.status === "pass") return finding;
    const { tool, id, reason, counts, why } = one;
    const shown = { ...finding, inlineException: { tool, id: id ?? "", reason, counts, why } };
    if (!counts || !isOpen(finding)) return shown;
    return { ...shown, status: "excepted", reason: `Inline ${tool} ${id}: ${reason} (${why})` };
  });
}
