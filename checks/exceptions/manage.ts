/** What the verbs `exceptions list|add|review` do: pure functions from text and entries to text and entries. */
import { usageError } from "../../common/errors";
import type { Rule } from "../rule";
import { objectionsTo } from "./judge";
import { type ExceptionEntry, type ExceptionFile, endOf, isExpired, type RecordedException } from "./model";
import { readExceptions } from "./read";

export interface ReviewedException extends RecordedException {
  readonly state: "valid" | "expiring" | "expired" | "not-valid";
  /** Whole days until the end; negative when it has passed. */
  readonly daysLeft: number;
  readonly objections: readonly string[];
}

/** Ends within this many days are worth a look now: a renewal takes a ticket, a decision and a review. */
const soonDays = 30;

export interface ReviewOptions {
  readonly rules: readonly Rule[];
  readonly now: Date;
  readonly approvers?: readonly string[];
}

/** Emergencies first, then by their end. */
export function reviewExceptions(file: ExceptionFile, options: ReviewOptions): readonly ReviewedException[] {
  const reviewed = file.exceptions.map((recorded): ReviewedException => {
    const objections = objectionsTo(recorded.entry, {
      rules: options.rules,
      now: options.now,
      approvers: options.approvers,
    });
    const daysLeft = Math.floor((endOf(recorded.entry).getTime() - options.now.getTime()) / 86_400_000);
    const open = objections.length > 0 ? "not-valid" : daysLeft <= soonDays ? "expiring" : "valid";
    return {
      ...recorded,
      state: isExpired(recorded.entry, options.now) ? "expired" : open,
      daysLeft,
      objections: objections.map((one) => one.message),
    };
  });
  const order = (one: ReviewedException) =>
    [one.entry.emergency ? 0 : 1, endOf(one.entry).getTime(), one.index] as const;
  return reviewed.sort((a, b) => order(a)[0] - order(b)[0] || order(a)[1] - order(b)[1] || order(a)[2] - order(b)[2]);
}

export function listExceptions(file: ExceptionFile): readonly ExceptionEntry[] {
  return file.exceptions.map((recorded) => recorded.entry);
}

/**
 * The text with the entry appended; comments and layout stay. Refuses (exit 2) an entry that would not count, and one
 * that is there already.
 */
export function addException(text: string, entry: ExceptionEntry, file: string, options: ReviewOptions): string {
  const before = readExceptions(text, file);
  const same = before.exceptions.find(
    (one) =>
      one.entry.rule === entry.rule &&
      one.entry.check === entry.check &&
      one.entry.stack === entry.stack &&
      one.entry.resource === entry.resource,
  );
  if (same)
    throw usageError(
      "exception-exists",
      `${file}:${same.line} already excepts ${entry.check ?? entry.rule} for ${entry.resource}.`,
    );
  const objections = objectionsTo(entry, { rules: options.rules, now: options.now, approvers: options.approvers });
  if (objections.length > 0) {
    throw usageError(
      "exception-not-valid",
      `The exception would not count: ${objections.map((one) => one.message).join("; ")}.`,
    );
  }
  const added = appended(text, entry);
  readExceptions(added, file);
  return added;
}

function appended(text: string, entry: ExceptionEntry): string {
  const yaml = require("yaml") as typeof import("yaml");
  const document = yaml.parseDocument(text);
  if (!yaml.isMap(document.contents))
    document.contents = document.createNode({ exceptions: [] }) as unknown as typeof document.contents;
  const list: unknown = document.get("exceptions", true);
  if (yaml.isSeq(list)) {
    list.flow = false;
    list.add(document.createNode(entry));
  } else document.set("exceptions", [entry]);
  return document.toString({ lineWidth: 120 });
}
