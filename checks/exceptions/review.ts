/** Which exceptions need a look: what has ended or ends soon, does not count, matches nothing, or is too wide. */
import type { Report } from "../model";
import { severityRank } from "../reports/verdict";
import type { Rule } from "../rule";
import { type Objection, objectionsTo, objectionsToAllowance } from "./judge";
import {
  type Approval,
  type ExceptionEntry,
  type ExceptionFile,
  endOf,
  type InlineAllowance,
  isExpired,
  type Recorded,
} from "./model";

export interface Reviewed<T> extends Recorded<T> {
  readonly state: "valid" | "expiring" | "expired" | "not-valid";
  /** Last moment that it counts, ISO 8601 in UTC. */
  readonly ends: string;
  /** Whole days until the end; negative when it has passed. */
  readonly daysLeft: number;
  /** Why it does not count. */
  readonly objections: readonly string[];
  /** Whether it matches nothing; null where nothing was judged. */
  readonly unused: boolean | null;
  /** In what it covers more than it must; empty where nothing was judged. */
  readonly tooWide: readonly string[];
  /** Whether the gate refuses for it. */
  readonly refuses: boolean;
}
export type ReviewedException = Reviewed<ExceptionEntry>;
export type ReviewedAllowance = Reviewed<InlineAllowance>;

/** Ends within this many days are worth a look now: a renewal takes a ticket, a decision and a review. */
const soonDays = 30;

export interface ReviewOptions {
  readonly rules: readonly Rule[];
  readonly now: Date;
  /** Who may approve. Default: those that the file lists. */
  readonly approvers?: readonly string[];
  /** What was judged with this very file: without it nobody knows what is unused or too wide. */
  readonly report?: Report;
}

/** Emergencies first, then by their end. */
export function reviewExceptions(file: ExceptionFile, options: ReviewOptions): readonly ReviewedException[] {
  const context = contextOf(file, options);
  return file.exceptions
    .map((one) => reviewed(one, "exceptions", objectionsTo(one.entry, context), options))
    .sort((a, b) => Number(b.entry.emergency === true) - Number(a.entry.emergency === true) || byEnd(a, b));
}

export function reviewAllowances(file: ExceptionFile, options: ReviewOptions): readonly ReviewedAllowance[] {
  const context = contextOf(file, options);
  return file.inline
    .map((one) => reviewed(one, "inline.allow", objectionsToAllowance(one.entry, context), options))
    .sort(byEnd);
}

function contextOf(file: ExceptionFile, { rules, now, approvers }: ReviewOptions) {
  return { rules, now, approvers: approvers ?? file.approvers };
}

function byEnd(a: Reviewed<Approval>, b: Reviewed<Approval>): number {
  return endOf(a.entry).getTime() - endOf(b.entry).getTime() || a.index - b.index;
}

function reviewed<T extends Approval>(
  recorded: Recorded<T>,
  list: string,
  objections: readonly Objection[],
  { now, report }: ReviewOptions,
): Reviewed<T> {
  const end = endOf(recorded.entry);
  const daysLeft = Math.floor((end.getTime() - now.getTime()) / 86_400_000);
  const open = objections.length > 0 ? "not-valid" : daysLeft <= soonDays ? "expiring" : "valid";
  const about = (report?.findings ?? []).filter(
    ({ type, path }) => type === "exception" && path.startsWith(`${list}[${recorded.index}].`),
  );
  const wide = about.filter(({ rule }) => rule === "EXC-07");
  return {
    ...recorded,
    state: isExpired(recorded.entry, now) ? "expired" : open,
    ends: end.toISOString(),
    daysLeft,
    objections: objections.map((one) => one.message),
    unused: report ? about.some(({ check }) => check === "EXC-02.unused") : null,
    tooWide: wide.map(({ message }) => message),
    refuses: objections.length > 0 || wide.some(({ severity }) => severityRank(severity) >= severityRank("medium")),
  };
}
