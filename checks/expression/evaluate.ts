/**
 * The one evaluator of Terraform expressions (design §8). Its answer is a literal, a hole (what only a deployment or
 * another part of the code fills, with the cause), or an error (what cannot be read at all).
 */
import type { Datum, Hole, Template } from "../graph/graph";
import type { BinaryOperator, Expression, ForExpression, Step } from "./ast";
import {
  emptyRecord,
  hole,
  holesIn,
  isHole,
  isList,
  isObject,
  isTemplate,
  joinParts,
  member,
  mergedHole,
} from "./datum";
import { callFunction, EvaluationFailure, elementsOf, partsOf, textOf } from "./functions";
import { parseTemplate } from "./parser";

/** A reference with its indexes evaluated: `aws_subnet.private[0].id`. */
export interface ResolvedReference {
  readonly name: string;
  readonly steps: readonly ResolvedStep[];
}
export type ResolvedStep =
  | { readonly kind: "attribute"; readonly name: string }
  | { readonly kind: "index"; readonly key: string | number }
  | { readonly kind: "splat" }
  /** An index that is not known. */
  | { readonly kind: "any" };

/**
 * What names mean where an expression stands. Answers a hole for what it does not know; throws nothing but
 * `EvaluationFailure`, which `evaluate` answers as an error.
 */
export interface Scope {
  lookup(reference: ResolvedReference): Datum;
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
  try {
    const value = compute(expression, scope);
    return isHole(value) || isTemplate(value) ? { kind: "hole", value } : { kind: "literal", value };
  } catch (error) {
    if (error instanceof EvaluationFailure) return { kind: "error", message: error.message };
    throw error;
  }
}

function compute(expression: Expression, scope: Scope): Datum {
  switch (expression.kind) {
    case "literal":
      return expression.value;
    case "template":
      return joinParts(expression.parts.flatMap((part) => partsOf(compute(part, scope))));
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

/** Follows steps into a value that is known so far. */
export function takeSteps(value: Datum, steps: readonly ResolvedStep[]): Datum {
  const [step, ...rest] = steps;
  if (step === undefined) return value;
  if (isHole(value) || isTemplate(value)) return mergedHole(holesIn(value), "part of a value that is not known");
  if (step.kind === "splat") {
    const items = value === null ? [] : isList(value) ? value : [value];
    return items.map((item) => takeSteps(item, rest));
  }
  if (step.kind === "any") return mergedHole(holesIn(value), "an index that is not known");
  const key = step.kind === "attribute" ? step.name : step.key;
  if (isList(value)) {
    const item = value[Number(key)];
    if (item !== undefined) return takeSteps(item, rest);
  } else if (isObject(value)) {
    const item = member(value, String(key));
    if (item !== undefined) return takeSteps(item, rest);
  }
  throw new EvaluationFailure(`there is no ${String(key)} in the value`);
}

function call(name: string, args: readonly Expression[], expandLast: boolean, scope: Scope): Datum {
  if (name === "try") return firstThatWorks(args, scope);
  if (name === "can") return can(args, scope);
  const values = args.map((arg) => compute(arg, scope));
  const last = values[values.length - 1];
  if (!expandLast || last === undefined) return callFunction(name, values);
  if (isHole(last)) return mergedHole(holesIn(values), name);
  return callFunction(name, [...values.slice(0, -1), ...elementsOf(last)]);
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
  if (typeof test === "boolean") return compute(test ? expression.yes : expression.no, scope);
  const branches = [evaluate(expression.yes, scope), evaluate(expression.no, scope)];
  const values = branches.flatMap((branch) => (branch.kind === "error" ? [] : [branch.value]));
  const [yes, no] = values;
  if (values.length === 2 && JSON.stringify(yes) === JSON.stringify(no) && holesIn(values).length === 0)
    return yes ?? null;
  return mergedHole([test, ...holesIn(values)], "a condition that is not known");
}

/** Terraform takes the strings "true" and "false" for booleans. */
function truth(value: Datum): boolean | Hole {
  if (typeof value === "boolean") return value;
  if (value === "true") return true;
  if (value === "false") return false;
  if (isHole(value) || isTemplate(value)) return mergedHole(holesIn(value), "a condition");
  throw new EvaluationFailure("a condition that is neither true nor false");
}

function unary(operator: "!" | "-", operand: Datum): Datum {
  if (isHole(operand) || isTemplate(operand)) return mergedHole(holesIn(operand), operator);
  if (operator === "-") return -number(operand);
  const value = truth(operand);
  return typeof value === "boolean" ? !value : value;
}

function number(value: Datum): number {
  const result = typeof value === "string" ? Number(value) : value;
  if (typeof result !== "number" || Number.isNaN(result)) throw new EvaluationFailure("expected a number");
  return result;
}

function binary(operator: BinaryOperator, left: Datum, right: Datum): Datum {
  if (operator === "&&" || operator === "||") {
    const sides = [truth(left), truth(right)];
    const decisive = operator === "||";
    if (sides.includes(decisive)) return decisive;
    const open = sides.filter((side) => typeof side !== "boolean");
    return open.length > 0 ? mergedHole(open, operator) : !decisive;
  }
  const holes = holesIn([left, right]);
  if (operator === "==" || operator === "!=") {
    // A known null differs from a hole that is certain to be set.
    if (holes.length > 0 && (left === null || right === null) && holes.every((one) => one.set))
      return operator === "!=";
    if (holes.length > 0) return mergedHole(holes, operator);
    return (JSON.stringify(left) === JSON.stringify(right)) === (operator === "==");
  }
  if (holes.length > 0) return mergedHole(holes, operator);
  return arithmetic(operator, number(left), number(right));
}

function arithmetic(operator: Exclude<BinaryOperator, "&&" | "||" | "==" | "!=">, left: number, right: number): Datum {
  switch (operator) {
    case "<":
      return left < right;
    case ">":
      return left > right;
    case "<=":
      return left <= right;
    case ">=":
      return left >= right;
    case "+":
      return left + right;
    case "-":
      return left - right;
    case "*":
      return left * right;
    case "/":
      return left / right;
    case "%":
      return left % right;
  }
}

/** `[for k, v in x : …]` with names of its own in front of those around it. */
function comprehension(expression: ForExpression, scope: Scope): Datum {
  const over = compute(expression.over, scope);
  if (isHole(over) || isTemplate(over)) return mergedHole(holesIn(over), "for");
  const entries: readonly (readonly [string | number, Datum])[] = isList(over)
    ? over.map((item, index) => [index, item] as const)
    : Object.entries(isObject(over) ? over : emptyRecord());
  const list: Datum[] = [];
  const object = emptyRecord();
  for (const [key, value] of entries) {
    const inner = withNames(scope, {
      [expression.valueName]: value,
      ...(expression.keyName ? { [expression.keyName]: key } : {}),
    });
    const kept = expression.condition ? truth(compute(expression.condition, inner)) : true;
    if (typeof kept !== "boolean") return kept;
    if (!kept) continue;
    const result = compute(expression.value, inner);
    if (!expression.key) {
      list.push(result);
      continue;
    }
    const name = compute(expression.key, inner);
    if (isHole(name) || isTemplate(name)) return mergedHole(holesIn(name), "for");
    const group = object[textOf(name)];
    object[textOf(name)] = expression.grouped ? [...(isList(group) ? group : []), result] : result;
  }
  return expression.key ? object : list;
}

/** A scope in which some names are values; used by `for`, `dynamic` blocks, `each` and `count`. */
export function withNames(scope: Scope, names: Readonly<Record<string, Datum>>): Scope {
  return {
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
