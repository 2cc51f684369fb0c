/** Words that all forms of the report over a period share. */
import type { Json } from "../../../../common/json";
import { dateWords } from "../../../reports/html/parts";
import { redactValue } from "../../../reports/redact";
import type { DayRange } from "../days";
import type { ClausePeriod, ControlPeriod, DutyPeriod, PeriodReport } from "../model";

/** Ranges named; whoever wants all of them takes JSON. */
const mostRanges = 6;

/** A log may have been written by anybody: whatever has the shape of a secret leaves as `(sensitive)`. */
export function redactPeriod(report: PeriodReport): PeriodReport {
  return redactValue("", report as unknown as Json) as unknown as PeriodReport;
}

export function titleOf({ environment }: PeriodReport): string {
  return environment === null ? "Evidence" : `Evidence of ${environment}`;
}

export function periodWords({ from, to }: PeriodReport): string {
  return from === to ? dateWords(from) : `${dateWords(from)} to ${dateWords(to)}`;
}

export function rangeWords(ranges: readonly DayRange[]): string {
  if (ranges.length === 0) return "none";
  const shown = ranges.slice(0, mostRanges).map(({ from, to, days }) => {
    return from === to ? dateWords(from) : `${dateWords(from)} to ${dateWords(to)} (${days} days)`;
  });
  const more = ranges.length - shown.length;
  return more > 0 ? `${shown.join(", ")} and ${more} more` : shown.join(", ");
}

export function dayCount(ranges: readonly DayRange[]): number {
  return ranges.reduce((sum, { days }) => sum + days, 0);
}

export function logWords({ log }: PeriodReport): string {
  const head = log.head === null ? "" : `; the last one is ${log.head.sequence}, hash ${log.head.hash}`;
  const state =
    log.problems.length > 0
      ? `proven up to record ${log.intactTo}, broken behind it`
      : "every one proven by the others";
  return `${count(log.records, "record")}${log.problems.length > 0 ? " that can be read" : ""}, ${state}${head}`;
}

/** `pass`, or with what it was at its worst: `pass, fail before`. */
export function outcomeWords({ worst, last }: Pick<ClausePeriod, "worst" | "last">): string {
  if (last === null || worst === null) return "not judged";
  return worst === last ? last : `${last}, at worst ${worst}`;
}

/** `pass until 3 March, then fail`: each stretch with its first day. */
export function stretchWords({ stretches }: ControlPeriod): string {
  return stretches
    .map(({ status, from, judgements, proven }) => {
      const doubt = proven ? "" : ", not proven";
      return `${status} from ${dateWords(from.slice(0, 10))} (${count(judgements, "verdict")}${doubt})`;
    })
    .join(", ");
}

export function dutyWords({ state, until, gaps }: DutyPeriod): string {
  switch (state) {
    case "recorded":
      return `evidence until ${dateWords(until ?? "")}${gaps.length > 0 ? `; none on ${count(dayCount(gaps), "day")} of the period` : ""}`;
    case "not-applicable":
      return `does not apply, decided until ${dateWords(until ?? "")}`;
    case "lapsed":
      return `evidence ended on ${dateWords(until ?? "")}`;
    case "missing":
      return "no evidence recorded";
    case "unknown":
      return "no register";
  }
}

export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}

/** Controls that did not hold on every judgement, the worst first. */
export function unsteady({ controls }: PeriodReport): readonly ControlPeriod[] {
  return controls.filter(({ worst }) => worst !== "pass");
}
