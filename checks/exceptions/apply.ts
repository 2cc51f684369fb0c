/** Exceptions against findings: which are excepted, and what is to be said about the exceptions themselves. */
import { fingerprintOf } from "../finding";
import type { ResourceGraph } from "../graph/graph";
import type { Finding } from "../model";
import { redactText } from "../reports/redact";
import type { Rule } from "../rule";
import { exceptionRules } from "../rules/exceptions";
import { type Objection, objectionsTo, ruleOf } from "./judge";
import { approversOf, type ExceptionEntry, type ExceptionFile, type RecordedException } from "./model";

export interface ExceptionPolicy {
  readonly file: ExceptionFile;
  /** `access.approvers` of the environment; undefined where there is no environment file. */
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
}

export function applyExceptions(
  findings: readonly Finding[],
  graph: ResourceGraph,
  rules: readonly Rule[],
  policy: ExceptionPolicy | undefined,
  now: Date,
): Applied {
  if (!policy) return { findings, extra: [], emergencies: new Set() };
  const known = policy.knownRules ?? rules;
  const judged = policy.file.exceptions.map((recorded) => ({
    recorded,
    objections: objectionsTo(recorded.entry, { rules: known, now, approvers: policy.approvers }),
    used: findings.some((finding) => isOpen(finding) && covers(recorded.entry, finding, known)),
  }));
  const valid = judged.filter((one) => one.objections.length === 0).map((one) => one.recorded.entry);
  const emergencies = new Set<string>();
  const excepted = findings.map((finding) => {
    const entry = isOpen(finding) ? valid.find((one) => covers(one, finding, known)) : undefined;
    if (!entry) return finding;
    if (entry.emergency) emergencies.add(finding.fingerprint);
    return { ...finding, status: "excepted", reason: redactText(reasonOf(entry)) } as const;
  });
  const about = (recorded: RecordedException, objection: Objection) =>
    findingAbout(recorded, objection, policy.file.file, graph);
  const extra = judged.flatMap(({ recorded, objections, used }) => [
    ...objections.map((objection) => about(recorded, objection)),
    ...(objections.length === 0 && !used && isJudgedHere(recorded.entry, graph, rules)
      ? [about(recorded, unused)]
      : []),
  ]);
  return { findings: excepted, extra, emergencies };
}

const unused: Objection = {
  check: "EXC-02.unused",
  path: "resource",
  expected: "a finding that the exception covers",
  message: "The exception matches no finding: what it excused is mended or renamed",
};

function isOpen(finding: Finding): boolean {
  return finding.status === "fail" || finding.status === "unknown";
}

function covers(entry: ExceptionEntry, finding: Finding, rules: readonly Rule[]): boolean {
  return (
    ruleOf(entry, rules)?.metadata.id === finding.rule &&
    (entry.check === undefined || entry.check === finding.check) &&
    (entry.stack === undefined || entry.stack === finding.stack) &&
    entry.resource === finding.resource
  );
}

/** An exception for a stack or rule that this run does not look at is not unused. */
function isJudgedHere(entry: ExceptionEntry, graph: ResourceGraph, rules: readonly Rule[]): boolean {
  const inGraph = entry.stack === undefined || graph.inputs.some((input) => input.stack === entry.stack);
  return inGraph && ruleOf(entry, rules) !== undefined;
}

function reasonOf(entry: ExceptionEntry): string {
  const kind = entry.emergency ? "Emergency: " : "";
  return `${kind}${entry.reason} (owner ${entry.owner}, approved by ${approversOf(entry).join(" and ")}, ${entry.ticket}, until ${entry.expires})`;
}

function findingAbout(recorded: RecordedException, objection: Objection, file: string, graph: ResourceGraph): Finding {
  const { entry, index, line } = recorded;
  const rule = exceptionRules.find((one) => one.metadata.checks.some((check) => check.id === objection.check));
  const check = rule?.metadata.checks.find((one) => one.id === objection.check);
  const node = graph.nodes.find(
    (one) => one.address === entry.resource && (entry.stack === undefined || one.stack === entry.stack),
  );
  const stack = entry.stack ?? node?.stack ?? null;
  const path = `exceptions[${index}].${objection.path}`;
  const id = rule?.metadata.id ?? "";
  const actual = entry[objection.path];
  return {
    rule: id,
    check: objection.check,
    status: "fail",
    severity: check?.severity ?? "high",
    input: node?.input ?? 0,
    stack,
    resource: entry.resource,
    type: "exception",
    path,
    expected: objection.expected,
    actual: actual ?? null,
    message: redactText(`${objection.message} (${entry.check ?? entry.rule})`),
    remediation: rule?.metadata.remediation ?? "",
    source: { file, line },
    related: [],
    fingerprint: fingerprintOf(id, objection.check, stack, entry.resource, path),
  };
}
