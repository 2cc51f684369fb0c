/** Days of a period, in UTC, as `YYYY-MM-DD`. */

export interface DayRange {
  readonly from: string;
  readonly to: string;
  readonly days: number;
}

export function dayOf(time: string): string {
  return time.slice(0, 10);
}

/** Both ends included; empty when `to` lies before `from`. */
export function daysBetween(from: string, to: string): readonly string[] {
  const days: string[] = [];
  const last = Date.parse(`${to}T00:00:00Z`);
  for (let at = Date.parse(`${from}T00:00:00Z`); at <= last; at += 86_400_000)
    days.push(new Date(at).toISOString().slice(0, 10));
  return days;
}

/** The days that are not covered, joined to ranges. */
export function gapsIn(days: readonly string[], covered: ReadonlySet<string>): readonly DayRange[] {
  const gaps: { from: string; to: string; days: number }[] = [];
  let open = false;
  for (const day of days) {
    if (covered.has(day)) {
      open = false;
      continue;
    }
    const last = gaps.at(-1);
    if (open && last) {
      last.to = day;
      last.days += 1;
    } else gaps.push({ from: day, to: day, days: 1 });
    open = true;
  }
  return gaps;
}
