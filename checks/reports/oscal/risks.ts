/** Risks: one per check that fails or is excepted, and one, closed, per check that only the baseline fails. */
import type { Json } from "../../../common/json";
import type { FixedFinding, Severity } from "../../model";
import { code, prose } from "../markdown/escape";
import { compareText } from "../order";
import { exceptionFor, type ReportedException, type ReportedRule } from "../platformReport";
import { severityRank } from "../verdict";
import type { Observed } from "./observations";
import { origins, property } from "./pieces";
import { uuidOf } from "./uuid";

export interface RiskOf {
  readonly uuid: string;
  readonly rule: string;
  readonly json: Json;
}

export interface RiskContext {
  readonly rules: ReadonlyMap<string, ReportedRule>;
  readonly exceptions: readonly ReportedException[];
}

export function risksOf(observed: readonly Observed[], context: RiskContext): readonly RiskOf[] {
  const groups = new Map<string, Observed[]>();
  for (const one of observed) {
    if (one.status !== "fail" && one.status !== "excepted") continue;
    const key = `${one.check} ${one.status}`;
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return [...groups.values()].map((group) => risk(group, context));
}

function risk(group: readonly Observed[], { rules, exceptions }: RiskContext): RiskOf {
  const [{ rule = "", check = "", status = "fail" } = {}] = group;
  const findings = group.flatMap((one) => one.findings);
  const metadata = rules.get(rule);
  const title = metadata?.checks?.find(({ id }) => id === check)?.title ?? metadata?.title;
  const uuid = uuidOf("risk", check, status);
  const deadlines = findings.flatMap((finding) => deadlineOf(exceptionFor(finding, exceptions)));
  const remedies = [...new Set(findings.map(({ remediation }) => remediation))].sort(compareText);
  const json = {
    uuid,
    title: title === undefined ? code(check) : `${code(check)} ${prose(title)}`,
    description: `${findings.length} ${findings.length === 1 ? "resource does" : "resources do"} not meet ${code(check)}.`,
    statement: metadata === undefined ? `See ${code(check)}.` : prose(metadata.rationale),
    props: [property("check", check), property("rule", rule)],
    status: status === "excepted" ? "deviation-approved" : "open",
    origins,
    characterizations: [characterization(worst(findings.map(({ severity }) => severity)))],
    ...(status === "excepted" && deadlines.length > 0 ? { deadline: deadlines.sort(compareText)[0] ?? "" } : {}),
    remediations: remedies.map((remedy) => ({
      uuid: uuidOf("remediation", check, status, remedy),
      lifecycle: "recommendation",
      title: `Meet ${code(check)}`,
      description: prose(remedy),
    })),
    "related-observations": group.map((one) => ({ "observation-uuid": one.uuid })),
  };
  return { uuid, rule, json };
}

export function closedRisksOf(fixed: readonly FixedFinding[]): readonly Json[] {
  const groups = new Map<string, FixedFinding[]>();
  for (const finding of fixed) groups.set(finding.check, [...(groups.get(finding.check) ?? []), finding]);
  return [...groups].map(([check, findings]) => ({
    uuid: uuidOf("risk", check, "closed"),
    title: `${code(check)} is fixed`,
    description: `The baseline has ${findings.length} ${findings.length === 1 ? "finding" : "findings"} that ${findings.length === 1 ? "is" : "are"} gone: ${findings.map(({ resource }) => code(resource)).join(", ")}.`,
    statement: prose(findings[0]?.message ?? ""),
    props: [property("check", check), property("baseline-state", "fixed")],
    status: "closed",
    origins,
    characterizations: [characterization(worst(findings.map(({ severity }) => severity)))],
  }));
}

function characterization(severity: Severity): Json {
  return {
    origin: { actors: [{ type: "tool", "actor-uuid": uuidOf("tool", "digit-platform") }] },
    facets: [{ name: "severity", system: "urn:digit-platform:severity", value: severity }],
  };
}

function worst(severities: readonly Severity[]): Severity {
  return [...severities].sort((a, b) => severityRank(b) - severityRank(a))[0] ?? "low";
}

/** The end of an exception as OSCAL wants it, a moment with its zone. */
function deadlineOf(entry: ReportedException | undefined): readonly string[] {
  if (entry === undefined) return [];
  const text = /^\d{4}-\d{2}-\d{2}$/.test(entry.expires) ? `${entry.expires}T23:59:59Z` : entry.expires;
  return /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?Z$/.test(text) ? [text] : [];
}
