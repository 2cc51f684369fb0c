import { append } from "../../../common/append";
import { type Severity, type Status, severities } from "../../model";
import { statusOrder } from "../../reports/order";
import type { ReportedRule } from "../../reports/platformReport";
import type { ControlEvidence, EvidenceRecord } from "../record";
import { dayOf, gapsIn } from "./days";
import type { ControlPeriod, Stretch } from "./model";

interface Judgement {
  readonly record: EvidenceRecord;
  readonly checks: readonly ControlEvidence[];
}

/** One row for each rule that was judged at least once, by id. */
export function controlPeriods(
  records: readonly EvidenceRecord[],
  rules: readonly ReportedRule[],
  days: readonly string[],
  proven: (record: EvidenceRecord) => boolean,
): readonly ControlPeriod[] {
  const byRule = new Map<string, Judgement[]>();
  for (const record of records) {
    for (const [rule, checks] of groupedByRule(record.controls)) {
      append(byRule, rule, { record, checks });
    }
  }
  return [...byRule]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([rule, judgements]) => controlPeriod(rule, judgements, rules, days, proven));
}

function controlPeriod(
  rule: string,
  judgements: readonly Judgement[],
  rules: readonly ReportedRule[],
  days: readonly string[],
  proven: (record: EvidenceRecord) => boolean,
): ControlPeriod {
  const stretches = stretchesOf(judgements, proven);
  const judged = new Set(judgements.map(({ record }) => dayOf(record.time)));
  const last = judgements.at(-1);
  const metadata = rules.find(({ id }) => id === rule);
  return {
    rule,
    title: metadata?.title ?? rule,
    severity: metadata?.severity ?? severest(judgements.flatMap(({ checks }) => checks)),
    stretches,
    worst: worstOf(stretches.map(({ status }) => status)),
    last: stretches.at(-1)?.status ?? "pass",
    lastTime: last?.record.time ?? "",
    open: openIn(last?.checks ?? []),
    daysJudged: judged.size,
    gaps: gapsIn(days, judged),
  };
}

function stretchesOf(
  judgements: readonly Judgement[],
  proven: (record: EvidenceRecord) => boolean,
): readonly Stretch[] {
  const stretches: { -readonly [K in keyof Stretch]: Stretch[K] }[] = [];
  for (const { record, checks } of judgements) {
    const status = worstOf(checks.map(statusOf));
    const current = stretches.at(-1);
    if (current?.status === status && current.proven === proven(record)) {
      current.to = record.time;
      current.judgements += 1;
    } else {
      const { time, sequence } = record;
      stretches.push({ status, from: time, to: time, judgements: 1, sequence, proven: proven(record) });
    }
  }
  return stretches;
}

function statusOf({ counts }: ControlEvidence): Status {
  return statusOrder.find((status) => counts[status] > 0) ?? "pass";
}

function worstOf(statuses: readonly Status[]): Status {
  return statusOrder.find((status) => statuses.includes(status)) ?? "pass";
}

function openIn(checks: readonly ControlEvidence[]): readonly string[] {
  const open = checks.flatMap(({ stack, fail, unknown, excepted }) =>
    [...fail, ...unknown, ...excepted].map((address) => (stack === null ? address : `${stack}: ${address}`)),
  );
  return [...new Set(open)].sort();
}

function severest(checks: readonly ControlEvidence[]): Severity {
  return severities.findLast((severity) => checks.some((check) => check.severity === severity)) ?? "medium";
}

function groupedByRule(controls: readonly ControlEvidence[]): ReadonlyMap<string, readonly ControlEvidence[]> {
  const groups = new Map<string, ControlEvidence[]>();
  for (const control of controls) {
    append(groups, control.rule, control);
  }
  return groups;
}
