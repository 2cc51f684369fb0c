/**
 * The one evaluator of Terraform expressions (design §8). Its answer is a literal, a hole (what only a deployment or
 * another part of the code fills, with the cause), or an error (what cannot be read at all).
 */
import type { Datum, Hole, Template } from "../graph/graph";
import type { Expression, ForExpression, Step } from "./ast";
import { budgeted, spend } from "./budget";
import {
  emptyRecord,
  hole,
  holesIn,
  isCertainlySet,
  isHole,
  isList,
  isObject,
  isTemplate,
  joinParts,
  member,
  mergedHole,
  sizeOf,
  spreadOf,
} from "./datum";
import { callFunction } from "./functions";
import { EvaluationFailure } from "./functions/failure";
import { callFileFunction, isFileFunction, templateSource } from "./functions/files";
import { elementsOf, entriesOf, isEqual, isSet, partsOf, textOf } from "./functions/values";
import { binary, truth, unary } from "./operators";
import { parseTemplate } from "./parser";
import { type ResolvedStep, takeSteps } from "./steps";

/** Values beyond these are refused: no real module comes near, and doubling a few times gets there. */
export const largestValue = 500_000;
const longestText = 4_000_000;
const mostHoles = 1000;

/** A reference with its indexes evaluated: `aws_subnet.private[0].id`. */
export interface ResolvedReference {
  readonly name: string;
  readonly steps: readonly ResolvedStep[];
}
/**
 * What names mean where an expression stands. Answers a hole for what it does not know; throws nothing but
 * `EvaluationFailure`, which `evaluate` answers as an error.
 */
export interface Scope {
  lookup(reference: ResolvedReference): Datum;
  /** Files that functions may read; none where the input has no folder. */
  readonly files?: FileAccess | undefined;
}

/** Files of the module, with paths as the expression states them. */
export interface FileAccess {
  read(path: string): { readonly bytes: Uint8Array } | { readonly cause: string };
  /** All files below a folder, relative to it. */
  list(path: string): { readonly files: readonly string[] } | { readonly cause: string };
}

export type Evaluation =
  | { readonly kind: "literal"; readonly value: Datum }
  | { readonly kind: "hole"; readonly value: Hole | Template }
  | { readonly kind: "error"; readonly message: string };

/** A Terraform JSON string: text with `${…}` in it. */
export function evaluateTemplate(text: string, scope: Scope): Evaluation {
  const parsed = parseTemplate(text);
  return parsed.ok
    ? evaluate(parsed.expression, scope)
    : { kind: "error", message: `${parsed.message} at offset ${parsed.offset}` };
}

export function evaluate(expression: Expression, scope: Scope): Evaluation {
  return budgeted(() => {
    try {
      const value = compute(expression, scope);
      if (sizeOf(value) > largestValue) throw new EvaluationFailure("the value is too large");
      return isHole(value) || isTemplate(value) ? { kind: "hole", value } : { kind: "literal", value };
    } catch (error) {
      if (error instanceof EvaluationFailure) return { kind: "error", message: error.message };
      throw error;
    }
  });
}

function compute(expression: Expression, scope: Scope): Datum {
  if (!spend()) throw new EvaluationFailure("the value takes too long to work out");
  switch (expression.kind) {
    case "literal":
      return expression.value;
    case "template":
      return template(expression.parts.map((part) => compute(part, scope)));
    case "reference":
      return scope.lookup({ name: expression.name, steps: resolveSteps(expression.steps, scope) });
    case "access":
      return takeSteps(compute(expression.target, scope), resolveSteps(expression.steps, scope));
    case "call":
      return call(expression.name, expression.args, expression.expandLast, scope);
    case "list":
      return expression.items.map((item) => compute(item, scope));
    case "object":
      return computeObject(expression.items, scope);
    case "conditional":
      return conditional(expression, scope);
    case "unary":
      return unary(expression.operator, compute(expression.operand, scope));
    case "binary":
      return binary(expression.operator, compute(expression.left, scope), compute(expression.right, scope));
    case "for":
      return comprehension(expression, scope);
  }
}

export function resolveSteps(steps: readonly Step[], scope: Scope): ResolvedStep[] {
  return steps.map((step) => {
    if (step.kind !== "index") return step;
    const key = compute(step.key, scope);
    return typeof key === "string" || typeof key === "number" ? { kind: "index", key } : { kind: "any" };
  });
}

function template(values: readonly Datum[]): Datum {
  const parts = values.flatMap(partsOf);
  if (parts.reduce((length, part) => length + (typeof part === "string" ? part.length : 1), 0) > longestText)
    throw new EvaluationFailure("the text is too long");
  const holes = parts.filter((part): part is Hole => typeof part !== "string");
  return holes.length > mostHoles ? mergedHole(holes, "a text with too many holes") : joinParts(parts);
}

function call(name: string, args: readonly Expression[], expandLast: boolean, scope: Scope): Datum {
  if (name === "try") return firstThatWorks(args, scope);
  if (name === "can") return can(args, scope);
  const values = args.map((arg) => compute(arg, scope));
  if (isFileFunction(name)) return callFileFunction(name, values, scope.files);
  if (name === "templatefile" || name === "templatestring") return renderedTemplate(name, values, scope);
  const last = values[values.length - 1];
  if (!expandLast || last === undefined) return callFunction(name, values);
  if (isHole(last) || (isList(last) && last.some((item) => isHole(item) && item.spread)))
    return mergedHole(holesIn(values), name);
  return callFunction(name, [...values.slice(0, -1), ...elementsOf(last)]);
}

/** A template sees its own names and nothing else, and reads no files in turn. */
function renderedTemplate(name: string, args: readonly Datum[], scope: Scope): Datum {
  const source = templateSource(name, args, scope.files);
  if ("open" in source) return source.open;
  const names = withNames({ lookup: (reference) => hole(`the template has no name ${reference.name}`) }, source.names);
  const result = evaluateTemplate(source.text, names);
  if (result.kind === "error") throw new EvaluationFailure(`the template: ${result.message}`);
  return result.value;
}

function firstThatWorks(args: readonly Expression[], scope: Scope): Datum {
  for (const arg of args) {
    const result = evaluate(arg, scope);
    if (result.kind !== "error") return result.value;
  }
  throw new EvaluationFailure("try finds nothing that works");
}

function can(args: readonly Expression[], scope: Scope): Datum {
  const [arg] = args;
  const result = arg && evaluate(arg, scope);
  if (result?.kind === "hole") return mergedHole(holesIn(result.value), "can");
  return result?.kind === "literal";
}

function computeObject(items: readonly { key: Expression; value: Expression }[], scope: Scope): Datum {
  const object = emptyRecord();
  for (const item of items) {
    const key = compute(item.key, scope);
    if (isHole(key) || isTemplate(key)) return mergedHole(holesIn(key), "an object key that is not known");
    object[textOf(key)] = compute(item.value, scope);
  }
  return object;
}

function conditional(expression: Extract<Expression, { kind: "conditional" }>, scope: Scope): Datum {
  const test = truth(compute(expression.test, scope));
  if (typeof test === "boolean") {
    const [taken, other] = test ? [expression.yes, expression.no] : [expression.no, expression.yes];
    const value = compute(taken, scope);
    // Both ways have one type: beside text, a number or boolean becomes text.
    return isText(other) && (typeof value === "number" || typeof value === "boolean") ? textOf(value) : value;
  }
  const branches = [evaluate(expression.yes, scope), evaluate(expression.no, scope)];
  const values = branches.flatMap((branch) => (branch.kind === "error" ? [] : [branch.value]));
  const [yes = null, no = null] = values;
  if (values.length === 2 && holesIn(values).length === 0 && isEqual(yes, no)) return yes;
  const set = values.length === 2 && values.every(isCertain);
  return mergedHole([test, ...holesIn(values)], "a condition that is not known", set);
}

function isText({ kind, ...rest }: Expression): boolean {
  return kind === "template" || (kind === "literal" && "value" in rest && typeof rest.value === "string");
}

/** Text that is written down may be judged by what it says, so it does not count as merely set. */
function isCertain(value: Datum): boolean {
  return isHole(value) ? value.set : isTemplate(value) && isCertainlySet(value);
}

/** `[for k, v in x : …]` with names of its own in front of those around it. */
function comprehension(expression: ForExpression, scope: Scope): Datum {
  const over = compute(expression.over, scope);
  if (isHole(over) || isTemplate(over)) return mergedHole(holesIn(over), "for");
  if (!isList(over) && !isObject(over)) throw new EvaluationFailure("for over something that is no list or map");
  const entries: readonly (readonly [Datum, Datum])[] = isList(over)
    ? over.map((item, index) => [keyOf(over, item, index), item] as const)
    : entriesOf(over);
  const items = entries.map(([key, value]) => {
    const names = { [expression.valueName]: value, ...(expression.keyName ? { [expression.keyName]: key } : {}) };
    return { inner: withNames(scope, names), spread: isHole(value) && value.spread === true };
  });
  return expression.key ? objectFor(expression, expression.key, items) : listFor(expression, items);
}

/** Elements of a set are their own keys. */
function keyOf(list: readonly Datum[], item: Datum, index: number): Datum {
  return isSet(list) ? item : index;
}

interface ForItem {
  readonly inner: Scope;
  /** Stands for any number of items. */
  readonly spread: boolean;
}

/** An item of which it is not known whether or how often it is taken is a hole in the list. */
function listFor({ value, condition }: ForExpression, items: readonly ForItem[]): Datum {
  return items.flatMap(({ inner, spread }): Datum[] => {
    const kept = condition ? truth(compute(condition, inner)) : true;
    if (kept === false) return [];
    const result = compute(value, inner);
    if (kept === true && !spread) return [result];
    const holes = [...(kept === true ? [] : [kept]), ...holesIn(result)];
    return [spreadOf(mergedHole(holes, "for"))];
  });
}

function objectFor({ value, condition, grouped }: ForExpression, key: Expression, items: readonly ForItem[]): Datum {
  const object = emptyRecord();
  for (const { inner, spread } of items) {
    const kept = condition ? truth(compute(condition, inner)) : true;
    if (kept === false) continue;
    const name = compute(key, inner);
    if (kept !== true || spread || isHole(name) || isTemplate(name))
      return mergedHole([...holesIn(name), ...(kept === true ? [] : [kept])], "for");
    const result = compute(value, inner);
    const group = member(object, textOf(name));
    if (!grouped && group !== undefined) throw new EvaluationFailure(`for gives the key ${textOf(name)} twice`);
    object[textOf(name)] = grouped ? [...(isList(group) ? group : []), result] : result;
  }
  return object;
}

/** A scope in which some names are values; used by `for`, `dynamic` blocks, `each` and `count`. */
export function withNames(scope: Scope, names: Readonly<Record<string, Datum>>): Scope {
  return {
    files: scope.files,
    lookup(reference) {
      if (!Object.hasOwn(names, reference.name)) return scope.lookup(reference);
      try {
        return takeSteps(names[reference.name] ?? null, reference.steps);
      } catch (error) {
        if (error instanceof EvaluationFailure) return hole(error.message);
        throw error;
      }
    },
  };
}
