/** From what the rules of a role permit to results on the role, and on what binds it. */
import type { Json } from "../../../common/json";
import type { ResourceNode } from "../../graph/graph";
import type { Severity } from "../../model";
import type { CheckResult } from "../../rule";
import { verdict } from "./judge";
import { type Answer, every, not } from "./predicates";
import { includes, isEverything, isNamed, permits, type RoleRule, type RoleRules } from "./rbac";
import type { Power } from "./rbacPowers";

export interface Permission {
  readonly answer: Answer;
  /** The first rule that permits it, or that may. */
  readonly rule?: RoleRule;
  readonly cause?: string;
}

/** Whether a rule answers yes; what cannot be seen may be one that does. */
export function anyRule({ rules, unknown }: RoleRules, ask: (rule: RoleRule) => Answer): Permission {
  const answers = rules.map((rule) => ({ rule, answer: ask(rule) }));
  const found = answers.find(({ answer }) => answer === "yes");
  if (found) return found;
  const open = answers.find(({ answer }) => answer === "unknown");
  if (open) return { ...open, cause: causeOf(open.rule) };
  return unknown === undefined ? { answer: "no" } : { answer: "unknown", cause: unknown };
}

function causeOf({ groups, resources, verbs, names }: RoleRule): string {
  return [groups, resources, verbs, names].find(({ open }) => open !== undefined)?.open ?? "not known yet";
}

/** Rules that give everything are a finding of their own, which says more than one for each power. */
export function permitsPower(rules: RoleRules, power: Power): Permission {
  const permissions = power.operations.map((operation) =>
    anyRule(rules, (rule) => {
      // Most rules permit none of what is asked for: the rest is asked only where they may.
      const permitted = permits(rule, operation);
      if (permitted === "no") return "no";
      return every([permitted, not(isEverything(rule)), not(isNarrowed(rule, power.unlessNamed))]);
    }),
  );
  const answer = every(permissions.map((one) => one.answer));
  const shown = permissions.find((one) => one.answer === answer && one.rule) ?? permissions[0];
  return { ...shown, answer };
}

function isNarrowed(rule: RoleRule, unlessNamed: readonly string[] | undefined): Answer {
  if (unlessNamed === undefined) return "no";
  return every([isNamed(rule), not(includes(rule.names, (name) => unlessNamed.includes(name)))]);
}

/** What a report shows of a rule. */
function shownRule({ groups, resources, verbs, names, urls }: RoleRule): Json {
  const parts = { apiGroups: groups, resources, verbs, resourceNames: names, nonResourceURLs: urls };
  return Object.fromEntries(
    Object.entries(parts).flatMap(([name, words]) => (words.stated ? [[name, [...words.values]] as const] : [])),
  );
}

export interface PermissionWords {
  readonly check: string;
  /** What holds instead, for the report's `expected`. */
  readonly expected: string;
  readonly fails: string;
  readonly passes: string;
}

/** A result on the role itself. */
export function onRole(permission: Permission, words: PermissionWords, severity?: Severity): CheckResult {
  return verdict(
    not(permission.answer),
    {
      path: permission.rule?.path ?? "rules",
      expected: words.expected,
      actual: permission.rule ? shownRule(permission.rule) : null,
      reason: permission.cause,
    },
    words,
    severity ? { severity } : {},
  );
}

/** A result on the binding that hands the role to somebody. */
export function onBinding(
  permission: Permission,
  role: ResourceNode,
  path: string,
  words: PermissionWords,
): CheckResult {
  return verdict(
    not(permission.answer),
    {
      path,
      expected: words.expected,
      actual: permission.rule ? shownRule(permission.rule) : null,
      reason: permission.cause,
    },
    words,
    { related: [role] },
  );
}
