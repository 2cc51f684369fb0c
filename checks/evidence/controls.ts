/** What a report proves, reduced to what the log keeps: counts and addresses, no values. */

import { append } from "../../common/append";
import type { Finding, Report, Status } from "../model";
import { statuses } from "../model";
import { redactText } from "../reports/redact";
import { severityRank } from "../reports/verdict";
import type { ControlEvidence } from "./record";

/** Passes named per check and stack: enough to see what was judged, without a log as big as the platform. */
export const mostPasses = 200;

/** `report` must list passes too. A finding about an exception is a control like any other. */
export function controlsOf(report: Report): readonly ControlEvidence[] {
  const groups = new Map<string, Finding[]>();
  for (const finding of report.findings) {
    const key = JSON.stringify([finding.check, finding.stack ?? ""]);
    append(groups, key, finding);
  }
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, findings]) => controlOf(findings));
}

function controlOf(findings: readonly Finding[]): ControlEvidence {
  const worst = findings.reduce((a, b) => (severityRank(b.severity) > severityRank(a.severity) ? b : a));
  const addresses = (status: Status): readonly string[] =>
    findings
      .filter((finding) => finding.status === status)
      .map(({ resource }) => redactText(resource))
      .sort();
  const [pass, fail, unknown, excepted] = statuses.map(addresses);
  const listed = { fail: fail ?? [], unknown: unknown ?? [], excepted: excepted ?? [] };
  return {
    rule: worst.rule,
    check: worst.check,
    severity: worst.severity,
    stack: worst.stack,
    counts: {
      pass: pass?.length ?? 0,
      fail: listed.fail.length,
      unknown: listed.unknown.length,
      excepted: listed.excepted.length,
    },
    ...listed,
    pass: (pass ?? []).slice(0, mostPasses),
  };
}
