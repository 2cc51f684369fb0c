/** Recorded exceptions to single checks (design §3). */

/** One entry of `environments/exceptions/<name>.yaml`. */
export interface ExceptionEntry {
  /** Rule id, or an alias of it. */
  readonly rule: string;
  /** One check of the rule; all of them when left out. */
  readonly check?: string;
  /** Stack, where the same address stands in several. */
  readonly stack?: string;
  /** Exact address, never a pattern. */
  readonly resource: string;
  readonly reason: string;
  readonly owner: string;
  /** One person, or two for an emergency. */
  readonly approvedBy: string | readonly string[];
  readonly ticket: string;
  /** A day, which counts as a whole (UTC), or a moment in UTC. */
  readonly expires: string;
  /**
   * From when on it counts. The lifetime is measured from here; without it, from the moment of judgement, so that an
   * exception can never reach further ahead than the limit.
   */
  readonly granted?: string;
  readonly emergency?: boolean;
}

export interface RecordedException {
  readonly entry: ExceptionEntry;
  /** Position in the list, from 0. */
  readonly index: number;
  /** Line in the file, from 1. */
  readonly line: number;
}

export interface ExceptionFile {
  readonly file: string;
  readonly exceptions: readonly RecordedException[];
}

export const longestDays = 180;
export const longestEmergencyHours = 72;

const hour = 3_600_000;

/** The end of an exception: a bare day lasts until its end. */
export function endOf(entry: ExceptionEntry): Date {
  return momentOf(entry.expires, 24 * hour - 1);
}

export function startOf(entry: ExceptionEntry): Date | undefined {
  return entry.granted === undefined ? undefined : momentOf(entry.granted, 0);
}

function momentOf(text: string, ofBareDay: number): Date {
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(text);
  return isDay ? new Date(Date.parse(`${text}T00:00:00Z`) + ofBareDay) : new Date(text);
}

export function isExpired(entry: ExceptionEntry, now: Date): boolean {
  return endOf(entry).getTime() < now.getTime();
}

export function approversOf(entry: ExceptionEntry): readonly string[] {
  return [entry.approvedBy].flat();
}

/** Whether it lasts longer than the limit, from its grant or, without one, from `now`. */
export function lastsTooLong(entry: ExceptionEntry, now: Date): boolean {
  const limit = entry.emergency ? longestEmergencyHours * hour : longestDays * 24 * hour;
  const start = startOf(entry) ?? now;
  // The last day of a bare date counts as a whole, so it may run over by less than a day.
  const slack = /^\d{4}-\d{2}-\d{2}$/.test(entry.expires) ? 24 * hour - 1 : 0;
  return endOf(entry).getTime() - start.getTime() > limit + slack;
}
