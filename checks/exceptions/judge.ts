/** Whether a recorded exception counts at a moment, and what is wrong with it. */
import type { Rule, RuleGroup } from "../rule";
import {
  approversOf,
  type ExceptionEntry,
  isExpired,
  lastsTooLong,
  longestDays,
  longestEmergencyHours,
  startOf,
} from "./model";

/** One thing wrong with an exception, as a check of the rules `EXC-…`. */
export interface Objection {
  readonly check: string;
  readonly path: keyof ExceptionEntry;
  readonly expected: string;
  readonly message: string;
}

export interface JudgeContext {
  readonly rules: readonly Rule[];
  readonly now: Date;
  /** Who may approve; undefined where nobody says so (code of others, without an environment file). */
  readonly approvers: readonly string[] | undefined;
}

/** Controls that keep personal data encrypted and apart: never excepted by the emergency way. */
const protectedGroups: ReadonlySet<RuleGroup> = new Set([
  "encryption-at-rest",
  "encryption-in-transit",
  "network-isolation",
  "data-protection",
]);

/** All objections; an exception counts only when there are none. */
export function objectionsTo(entry: ExceptionEntry, context: JudgeContext): readonly Objection[] {
  return [
    ...ofControl(entry, context.rules),
    ...ofTime(entry, context.now),
    ...ofApproval(entry, context.approvers),
    ...(entry.emergency ? ofEmergency(entry, context.rules) : []),
  ];
}

export function ruleOf(entry: ExceptionEntry, rules: readonly Rule[]): Rule | undefined {
  return rules.find((rule) => rule.metadata.id === entry.rule || rule.metadata.aliases.includes(entry.rule));
}

function ofControl(entry: ExceptionEntry, rules: readonly Rule[]): readonly Objection[] {
  const rule = ruleOf(entry, rules);
  const check = "EXC-06.known-control";
  if (!rule || rule.metadata.group === "exceptions") {
    return [
      {
        check,
        path: "rule",
        expected: "the id of a rule that can be excepted",
        message: `There is no rule ${entry.rule} that can be excepted`,
      },
    ];
  }
  if (entry.check === undefined || rule.metadata.checks.some((one) => one.id === entry.check)) return [];
  return [
    {
      check,
      path: "check",
      expected: rule.metadata.checks.map((one) => one.id).join(", "),
      message: `${rule.metadata.id} has no check ${entry.check}`,
    },
  ];
}

function ofTime(entry: ExceptionEntry, now: Date): readonly Objection[] {
  if (isExpired(entry, now)) {
    return [
      {
        check: "EXC-01.expired",
        path: "expires",
        expected: "a date that has not passed",
        message: "The exception has expired",
      },
    ];
  }
  const start = startOf(entry);
  if (start && start.getTime() > now.getTime()) {
    return [
      {
        check: "EXC-04.lifetime",
        path: "granted",
        expected: "a date that has been reached",
        message: "The exception is not granted yet",
      },
    ];
  }
  if (!lastsTooLong(entry, now)) return [];
  const limit = entry.emergency ? `${longestEmergencyHours} hours` : `${longestDays} days`;
  return [
    {
      check: "EXC-04.lifetime",
      path: "expires",
      expected: `at most ${limit}`,
      message: `The exception lasts longer than ${limit}`,
    },
  ];
}

function ofApproval(entry: ExceptionEntry, approvers: readonly string[] | undefined): readonly Objection[] {
  const check = "EXC-03.approver";
  const objection = (message: string): Objection => ({
    check,
    path: "approvedBy",
    expected: "an approver other than the owner, listed in access.approvers",
    message,
  });
  const names = approversOf(entry);
  if (names.some((name) => samePerson(name, entry.owner)))
    return [objection("The owner of the exception has approved it")];
  const unlisted =
    approvers === undefined ? [] : names.filter((name) => !approvers.some((one) => samePerson(one, name)));
  return unlisted.map((name) => objection(`${name} is not listed in access.approvers`));
}

function samePerson(a: string, b: string): boolean {
  return a.trim().toLowerCase() === b.trim().toLowerCase();
}

function ofEmergency(entry: ExceptionEntry, rules: readonly Rule[]): readonly Objection[] {
  const found: Objection[] = [];
  if (new Set(approversOf(entry).map((name) => name.trim().toLowerCase())).size < 2) {
    found.push({
      check: "EXC-05.two-approvers",
      path: "approvedBy",
      expected: "two approvers",
      message: "An emergency needs two approvers",
    });
  }
  const group = ruleOf(entry, rules)?.metadata.group;
  if (group && protectedGroups.has(group)) {
    found.push({
      check: "EXC-05.protected-control",
      path: "emergency",
      expected: "false",
      message: `Controls of ${group} protect personal data and are never excepted by the emergency way`,
    });
  }
  return found;
}
