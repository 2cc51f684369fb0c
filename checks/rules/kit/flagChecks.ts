/** Questions to a component's flags, and a rule made of them. */
import type { Json } from "../../../common/json";
import type { ResourceNode } from "../../graph/graph";
import type { CheckMetadata, CheckResult, Rule, RuleContext, RuleMetadata } from "../../rule";
import type { FlagReading } from "./commandFlags";
import { type Component, type ComponentView, componentsIn, componentTypes } from "./controlPlane";
import { manifestInputs } from "./frameworks";
import { verdict } from "./judge";
import { type Answer, every, yesIf } from "./predicates";

export interface FlagAnswer {
  readonly answer: Answer;
  readonly path: string;
  readonly actual: Json;
  /** Cause of an unknown. */
  readonly reason?: string | undefined;
}

/** Undefined: the question does not arise. */
export type AskFlags = (view: ComponentView, context: RuleContext) => FlagAnswer | undefined;

export interface FlagCheck extends CheckMetadata {
  readonly component: Component;
  /** As it would be written. */
  readonly expected: string;
  /** What a failure means, as a whole sentence. */
  readonly fails: string;
  readonly ask: AskFlags;
}

/** What a flag that is not given means: fine, not fine, or nothing that the check is about. */
type Absent = "fine" | "fails" | "skip";

/** The flag's value is such that `holds`; what is not given means what the component's own default does. */
export function flag(name: string, holds: (value: string, context: RuleContext) => boolean, absent: Absent): AskFlags {
  return (view, context) => {
    const reading = view.flags.get(name);
    if (reading.kind === "absent" && absent === "skip") return undefined;
    return answered(name, reading, absent, (value) => holds(value, context));
  };
}

export const flagIs = (name: string, value: string, absent: Absent): AskFlags =>
  flag(name, (given) => given === value, absent);

export const neverGiven = (name: string): AskFlags => flag(name, () => false, "fine");

/** Every one of the flags has a value. The first that has none decides. */
export function allGiven(...names: readonly string[]): AskFlags {
  return (view) => {
    const answers = names.map((name) => answered(name, view.flags.get(name), "fails", (value) => value.trim() !== ""));
    const answer = every(answers.map((one) => one.answer));
    return answers.find((one) => one.answer === answer);
  };
}

/** A list holds an item. */
export function listHas(name: string, item: string, absent: Absent): AskFlags {
  return (view) => {
    const reading = view.flags.list(name);
    if (reading.kind === "absent" && absent === "skip") return undefined;
    if (reading.values.includes(item)) return { answer: "yes", path: reading.path, actual: reading.values.join(",") };
    return answered(name, reading, absent, () => false, reading.values.join(","));
  };
}

/** A list does not hold an item. */
export function listLacks(name: string, item: string, absent: Absent): AskFlags {
  return (view) => {
    const reading = view.flags.list(name);
    if (reading.kind === "absent" && absent === "skip") return undefined;
    if (reading.values.includes(item)) return { answer: "no", path: reading.path, actual: reading.values.join(",") };
    return answered(name, reading, absent, () => true, reading.values.join(","));
  };
}

/** A number of at least so much. */
export function atLeastFlag(name: string, least: (context: RuleContext) => number, absent: Absent): AskFlags {
  const ask = flag(name, (value, context) => /^\d+$/.test(value) && Number(value) >= least(context), absent);
  return (view, context) => {
    const reading = view.flags.get(name);
    // The program itself would refuse it; what is meant cannot be told.
    if (reading.kind === "set" && reading.value === "true") {
      return { answer: "unknown", path: reading.path, actual: `--${name}`, reason: `--${name} has no value` };
    }
    return ask(view, context);
  };
}

/** Asks another question where the flag is given, since that then decides (`--authorization-config`). */
export function unlessGiven(name: string, ask: AskFlags): AskFlags {
  return (view, context) => {
    const reading = view.flags.get(name);
    if (reading.kind === "absent") return ask(view, context);
    if (reading.kind === "unknown")
      return { answer: "unknown", path: reading.path, actual: null, reason: reading.cause };
    const reason = `the file that --${name} names decides`;
    return { answer: "unknown", path: reading.path, actual: reading.value, reason };
  };
}

function answered(
  name: string,
  reading: FlagReading,
  absent: Absent,
  holds: (value: string) => boolean,
  shown?: string,
): FlagAnswer {
  const { path } = reading;
  if (reading.kind === "absent") return { answer: yesIf(absent === "fine"), path, actual: null };
  if (reading.kind === "unknown") return { answer: "unknown", path, actual: `--${name}`, reason: reading.cause };
  return { answer: yesIf(holds(reading.value)), path, actual: shown ?? reading.value };
}

type ComponentRuleMetadata = Omit<RuleMetadata, "aliases" | "group" | "inputs" | "resourceTypes" | "checks">;

/** A rule whose checks are questions to flags; one result for each check that a resource is asked. */
export function flagRule(
  metadata: ComponentRuleMetadata,
  checks: readonly FlagCheck[],
  more: {
    readonly checks: readonly CheckMetadata[];
    readonly resourceTypes: readonly string[];
    readonly evaluate: Rule["evaluate"];
  } = {
    checks: [],
    resourceTypes: [],
    evaluate: () => [],
  },
): Rule {
  return {
    metadata: {
      ...metadata,
      aliases: [],
      group: "control-plane",
      inputs: manifestInputs,
      resourceTypes: [...new Set([...componentTypes, ...more.resourceTypes])],
      checks: [
        ...checks.map(({ id, title, severity, equivalents }) => ({ id, title, severity, equivalents })),
        ...more.checks,
      ],
    },
    evaluate: (node: ResourceNode, context: RuleContext): readonly CheckResult[] => [
      ...(componentTypes.includes(node.type) ? askAll(node, context, checks) : []),
      ...more.evaluate(node, context),
    ],
  };
}

function askAll(node: ResourceNode, context: RuleContext, checks: readonly FlagCheck[]): readonly CheckResult[] {
  return componentsIn(node, context.graph).flatMap((view) =>
    checks.flatMap((check) => {
      const answer = check.component === view.component ? check.ask(view, context) : undefined;
      if (!answer) return [];
      const { path, actual, reason } = answer;
      const words = { check: check.id, fails: check.fails, passes: `${check.title} (${check.component})` };
      return verdict(answer.answer, { path, expected: check.expected, actual, reason }, words);
    }),
  );
}
