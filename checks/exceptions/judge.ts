/** Whether a recorded exception counts at a moment, and what is wrong with it. */
import type { Rule, RuleGroup } from "../rule";
import {
  type Approval,
  approversOf,
  type ExceptionEntry,
  type InlineAllowance,
  isExpired,
  lastsLonger,
  longestDays,
  longestEmergencyHours,
  startOf,
} from "./model";
import { listedAs, mayBeSame } from "./people";

/** One thing wrong with an exception, as a check of the rules `EXC-…`. */
export interface Objection {
  readonly check: string;
  readonly path: keyof ExceptionEntry | keyof InlineAllowance;
  readonly expected: string;
  readonly message: string;
}

export interface JudgeContext {
  readonly rules: readonly Rule[];
  readonly now: Date;
  /** Who may approve; undefined where nobody says so (code of others, without an environment file). */
  readonly approvers: readonly string[] | undefined;
}

/**
 * Controls that keep personal data encrypted and apart: never excepted by the emergency way. Those across boundaries
 * are about the same (TLS on both sides, every entry behind the firewall, keys and residency of each store).
 */
const protectedGroups: ReadonlySet<RuleGroup> = new Set([
  "encryption-at-rest",
  "encryption-in-transit",
  "network-isolation",
  "data-protection",
  "cross-boundary",
]);

/** All objections; an exception counts only when there are none. */
export function objectionsTo(entry: ExceptionEntry, context: JudgeContext): readonly Objection[] {
  return [
    ...ofControl(entry, context.rules),
    ...ofTime(entry, context.now, entry.emergency === true),
    ...ofApproval(entry, context.approvers),
    ...(entry.emergency ? ofEmergency(entry, context) : []),
  ];
}

/** An allowance of inline exceptions is a decision of the same weight; its ids are those of another tool. */
export function objectionsToAllowance(
  entry: InlineAllowance,
  context: Omit<JudgeContext, "rules">,
): readonly Objection[] {
  return [...ofTime(entry, context.now, false), ...ofApproval(entry, context.approvers)];
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

function ofTime(entry: Approval, now: Date, emergency: boolean): readonly Objection[] {
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
  if (!lastsLonger(entry, emergency ? longestEmergencyHours : longestDays * 24, now)) return [];
  const limit = emergency ? `${longestEmergencyHours} hours` : `${longestDays} days`;
  return [
    {
      check: "EXC-04.lifetime",
      path: "expires",
      expected: `at most ${limit}`,
      message: `The exception lasts longer than ${limit}`,
    },
  ];
}

function ofApproval(entry: Approval, approvers: readonly string[] | undefined): readonly Objection[] {
  const check = "EXC-03.approver";
  const objection = (message: string): Objection => ({
    check,
    path: "approvedBy",
    expected: "an approver other than the owner, listed as one who may approve",
    message,
  });
  return approversOf(entry).flatMap((name) => {
    if (mayBeSame(name, entry.owner, approvers)) {
      return [
        objection(
          `The owner ${entry.owner} has approved it as ${name}; if these are two people, write both as \`Name <address>\``,
        ),
      ];
    }
    if (approvers === undefined || listedAs(name, approvers) !== undefined) return [];
    return [objection(`${name} is not listed as one who may approve`)];
  });
}

function ofEmergency(entry: ExceptionEntry, { rules, approvers }: JudgeContext): readonly Objection[] {
  const found: Objection[] = [];
  const [first, ...others] = approversOf(entry);
  if (first === undefined || others.every((name) => mayBeSame(name, first, approvers))) {
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
