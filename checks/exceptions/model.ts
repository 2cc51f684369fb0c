/** Recorded exceptions to single checks (design §3), and inline exceptions that an organisation lets count. */

/** What every decision of people says about itself. */
export interface Approval {
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
}

/** One entry of `environments/exceptions/<name>.yaml`. */
export interface ExceptionEntry extends Approval {
  /** Rule id, or an alias of it. */
  readonly rule: string;
  /** One check of the rule; all of them when left out. */
  readonly check?: string;
  /** Stack, or path of the input where it has no stack: where the same address stands in several. */
  readonly stack?: string;
  /** Exact address, never a pattern. */
  readonly resource: string;
  readonly emergency?: boolean;
}

export const inlineTools = ["checkov", "trivy", "tfsec", "kics", "terrascan", "kube-linter", "kube-score"] as const;
export type InlineTool = (typeof inlineTools)[number];

/** Lets skip comments and annotations of other tools count, for some of their ids. */
export interface InlineAllowance extends Approval {
  readonly tool: InlineTool;
  /** Ids of that tool, each in full. */
  readonly ids: readonly string[];
  /** Exact addresses; everywhere when left out. */
  readonly resources?: readonly string[];
}

export interface Recorded<T> {
  readonly entry: T;
  /** Position in the list, from 0. */
  readonly index: number;
  /** Line in the file, from 1. */
  readonly line: number;
}

export type RecordedException = Recorded<ExceptionEntry>;
export type RecordedAllowance = Recorded<InlineAllowance>;

export interface ExceptionFile {
  readonly file: string;
  readonly exceptions: readonly RecordedException[];
  /** `inline.allow`. */
  readonly inline: readonly RecordedAllowance[];
  /** Who may approve, as `Name <address>`; undefined where the file does not say (an environment then does). */
  readonly approvers: readonly string[] | undefined;
}

export const longestDays = 180;
export const longestEmergencyHours = 72;
/** Longer than that, an exception to something critical is said; a quarter of a year is one planning period. */
export const longestCriticalDays = 90;

const hour = 3_600_000;

/** The end of an exception: a bare day lasts until its end. */
export function endOf(entry: Approval): Date {
  return momentOf(entry.expires, 24 * hour - 1);
}

export function startOf(entry: Approval): Date | undefined {
  return entry.granted === undefined ? undefined : momentOf(entry.granted, 0);
}

function momentOf(text: string, ofBareDay: number): Date {
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(text);
  return isDay ? new Date(Date.parse(`${text}T00:00:00Z`) + ofBareDay) : new Date(text);
}

export function isExpired(entry: Approval, now: Date): boolean {
  return endOf(entry).getTime() < now.getTime();
}

export function approversOf(entry: Approval): readonly string[] {
  return [entry.approvedBy].flat();
}

/** Whether it lasts longer than the hours given, from its grant or, without one, from `now`. */
export function lastsLonger(entry: Approval, hours: number, now: Date): boolean {
  const limit = hours * hour;
  const start = startOf(entry) ?? now;
  // The last day of a bare date counts as a whole, so it may run over by less than a day.
  const slack = /^\d{4}-\d{2}-\d{2}$/.test(entry.expires) ? 24 * hour - 1 : 0;
  return endOf(entry).getTime() - start.getTime() > limit + slack;
}
