/** The one order in which findings are shown, and their grouping by check. */
import { type Finding, type Status } from "../model";
import { severityRank } from "./verdict";

/** From what needs a person to what does not. */
export const statusOrder: readonly Status[] = ["fail", "unknown", "excepted", "pass"];

export function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

export function compareFindings(a: Finding, b: Finding): number {
  return (
    statusOrder.indexOf(a.status) - statusOrder.indexOf(b.status) ||
    severityRank(b.severity) - severityRank(a.severity) ||
    compareText(a.check, b.check) ||
    compareText(a.stack ?? "", b.stack ?? "") ||
    compareText(a.resource, b.resource) ||
    compareText(a.path, b.path)
  );
}

export interface CheckGroup {
  readonly check: string;
  readonly rule: string;
  readonly status: Status;
  readonly severity: Finding["severity"];
  readonly findings: readonly Finding[];
}

/** Sorted groups of one status, severity and check each: what stands together under one heading. */
export function groupByCheck(findings: readonly Finding[]): CheckGroup[] {
  const groups: { head: Finding; findings: Finding[] }[] = [];
  for (const finding of [...findings].sort(compareFindings)) {
    const last = groups.at(-1);
    const same =
      last !== undefined &&
      last.head.check === finding.check &&
      last.head.status === finding.status &&
      last.head.severity === finding.severity;
    if (same) last.findings.push(finding);
    else groups.push({ head: finding, findings: [finding] });
  }
  return groups.map(({ head, findings: members }) => ({
    check: head.check,
    rule: head.rule,
    status: head.status,
    severity: head.severity,
    findings: members,
  }));
}
