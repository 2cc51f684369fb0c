import { type DutyEntry, dutyStates, untilOf } from "../../frameworks/duties";
import type { Duty } from "../../frameworks/model";
import { daysBetween, gapsIn } from "./days";
import type { DutyPeriod } from "./model";

/** How each duty stood: on the last day, and on which days of the period it had no evidence. */
export function dutyPeriods(
  duties: readonly Duty[],
  entries: readonly DutyEntry[] | undefined,
  days: readonly string[],
  last: string,
): readonly DutyPeriod[] {
  const states = dutyStates(duties, entries, last);
  return duties.map((duty, index): DutyPeriod => {
    const counting = (entries ?? []).filter(
      (entry) => entry.duty === duty.id && entry.date <= last && untilOf(entry, duty) >= (days[0] ?? last),
    );
    const covered = new Set(counting.flatMap((entry) => daysBetween(entry.date, untilOf(entry, duty))));
    return {
      duty,
      state: states[index]?.state ?? "unknown",
      until: states[index]?.until ?? null,
      entries: counting,
      gaps: gapsIn(days, covered),
    };
  });
}
