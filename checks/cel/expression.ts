/** CEL expressions over values in which a leaf may only become known with a deployment. */
import { Environment } from "@marcbachmann/cel-js";
import { holesIn, isHole, isList, isObject, isTemplate } from "../expression/datum";
import type { Datum } from "../graph/graph";

export type CelResult =
  | { readonly kind: "value"; readonly value: unknown }
  /** The answer hangs on something that is not known yet. */
  | { readonly kind: "hole"; readonly cause: string }
  | { readonly kind: "error"; readonly message: string };

export interface CelExpression {
  evaluate(variables: Readonly<Record<string, unknown>>): CelResult;
}

/** Thrown where an expression touches what is not known; the message is the cause. */
export class TouchedHole extends Error {}

/**
 * Compiles a condition over the named variables. What it touches and nobody knows makes the answer a hole; where
 * another part decides (`true || …`), CEL's own logic keeps the answer.
 * @throws Error where the expression cannot be read, names something else, or cannot be a condition.
 */
export function compileCel(text: string, variables: readonly string[]): CelExpression {
  const environment = variables.reduce(
    (known, name) => known.registerVariable(name, "dyn"),
    new Environment({ unlistedVariablesAreDyn: false, homogeneousAggregateLiterals: false }),
  );
  const program = environment.parse(text);
  const checked = program.check();
  if (!checked.valid) throw new Error(firstLine(checked.error?.message ?? "it does not fit its variables"));
  if (checked.type !== "bool" && checked.type !== "dyn") throw new Error(`it answers ${checked.type}, not bool`);
  return {
    evaluate(values) {
      try {
        return { kind: "value", value: program(values) };
      } catch (error) {
        if (error instanceof TouchedHole) return { kind: "hole", cause: error.message };
        return { kind: "error", message: firstLine(error instanceof Error ? error.message : String(error)) };
      }
    },
  };
}

function firstLine(message: string): string {
  return message.split("\n")[0] ?? message;
}

/** A value for CEL: members that are not known yet answer when they are touched, and not before. */
export function celValue(datum: Datum): unknown {
  if (isHole(datum) || isTemplate(datum)) throw new TouchedHole(causeOf(datum));
  // An item of a list cannot answer for itself: a list with a hole in it is one.
  if (isList(datum)) {
    if (datum.some((item) => isHole(item) || isTemplate(item))) throw new TouchedHole(causeOf(datum));
    return datum.map(celValue);
  }
  if (!isObject(datum)) return datum;
  const object: Record<string, unknown> = Object.create(null);
  for (const [key, member] of Object.entries(datum)) {
    if (member === null) continue;
    Object.defineProperty(object, key, { enumerable: true, get: () => celValue(member) });
  }
  return object;
}

function causeOf(datum: Datum): string {
  return holesIn(datum)[0]?.cause ?? "the value is not known";
}
