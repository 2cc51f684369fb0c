/** What follows a name or a value: attributes, indexes and splats. */
import type { Datum } from "../graph/graph";
import { certainMember, holesIn, isHole, isList, isObject, isTemplate, member, mergedHole, spreadOf } from "./datum";
import { EvaluationFailure } from "./functions/failure";

export type ResolvedStep =
  | { readonly kind: "attribute"; readonly name: string }
  | { readonly kind: "index"; readonly key: string | number }
  | { readonly kind: "splat" }
  /** An index that is not known. */
  | { readonly kind: "any" };

/** Follows steps into a value that is known so far. */
export function takeSteps(value: Datum, steps: readonly ResolvedStep[]): Datum {
  const [step, ...rest] = steps;
  if (step === undefined) return value;
  if (isHole(value) && value.whole && step.kind !== "splat") return value.whole.attribute(steps);
  const certain = step.kind === "attribute" || step.kind === "index" ? certainMember(value, keyOf(step)) : undefined;
  if (certain !== undefined) return takeSteps(certain, rest);
  if (isHole(value) || isTemplate(value)) return mergedHole(holesIn(value), "part of a value that is not known");
  if (step.kind === "splat") return splat(value, rest);
  if (step.kind === "any") return mergedHole(holesIn(value), "an index that is not known");
  const key = keyOf(step);
  const item = isList(value) ? itemAt(value, key) : isObject(value) ? member(value, String(key)) : undefined;
  if (item === undefined) throw new EvaluationFailure(`there is no ${String(key)} in the value`);
  return takeSteps(item, rest);
}

function keyOf(step: Extract<ResolvedStep, { kind: "attribute" | "index" }>): string | number {
  return step.kind === "attribute" ? step.name : step.key;
}

function splat(value: Datum, rest: readonly ResolvedStep[]): Datum {
  const items = value === null ? [] : isList(value) ? value : [value];
  return items.map((item) => {
    const taken = takeSteps(item, rest);
    return isHole(item) && item.spread && isHole(taken) ? spreadOf(taken) : taken;
  });
}

/** Behind a hole that stands for any number of elements, no position is known. */
function itemAt(list: readonly Datum[], key: string | number): Datum | undefined {
  const position = Number(key);
  const open = list.findIndex((item) => isHole(item) && item.spread === true);
  if (open >= 0 && position >= open) return mergedHole(holesIn(list), "an element of a list that is not known");
  return list[position];
}
