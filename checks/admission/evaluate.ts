/** Asks the expressions of an object in a file, as a cluster would ask them of it in a request. */
import { type CelExpression, type CelResult, celValue, compileCel, TouchedHole } from "../cel/expression";
import { hole, isList, isObject } from "../expression/datum";
import type { Datum, ResourceNode } from "../graph/graph";
import { joinPath } from "../graph/path";
import { conditionOf } from "./condition";
import type { AdmissionRule } from "./model";
import { admissionVariables } from "./variables";

interface AdmissionVerdict {
  readonly check: string;
  /** `unknown`: it hangs on something that is not rendered yet. `error`: the object has not the shape of its kind. */
  readonly status: "pass" | "fail" | "unknown" | "error";
  readonly cause?: string;
}

export interface CompiledAdmission {
  verdicts(node: ResourceNode): readonly AdmissionVerdict[];
}

/** Compiles a rule once for many objects. */
export function compileAdmission(rule: AdmissionRule, parameter: (name: string) => unknown): CompiledAdmission {
  const names = ["object", "variables"];
  const variables = admissionVariables.map(({ name, expression }) => ({
    name,
    value: compileValue(expression, names),
  }));
  const checks = rule.checks(parameter).map((check) => ({
    check: check.check,
    condition: compileCel(conditionOf(check), names),
  }));
  return {
    verdicts: (node) => {
      const object = celValue(withHoles(node, ""));
      const known: Record<string, unknown> = Object.create(null);
      for (const { name, value } of variables) {
        // What one variable hangs on is found out where a condition asks for it.
        Object.defineProperty(known, name, {
          enumerable: true,
          get: () => variableValue(value, { object, variables: known }),
        });
      }
      return checks.map(({ check, condition }) => ({
        check,
        ...verdictOf(condition.evaluate({ object, variables: known })),
      }));
    },
  };
}

/** The object at a path, with holes in the place of texts that are not rendered yet. */
function withHoles(node: ResourceNode, path: string): Datum {
  const reading = node.get(path);
  if (reading.kind === "unknown") return hole(reading.cause);
  // Empty texts and lists are left out where a cluster writes an object down again.
  if (reading.kind === "absent") return null;
  const { value } = reading;
  if (isList(value)) return value.map((_, index) => withHoles(node, `${path}[${index}]`));
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.keys(value).map((key) => [key, withHoles(node, joinPath(path, `["${key.replace(/["\\]/g, "\\$&")}"]`))]),
  );
}

/** Any value, where `compileCel` wants a condition: the value is taken from the list around it. */
function compileValue(expression: string, names: readonly string[]): CelExpression {
  return compileCel(`dyn(${expression})`, names);
}

function variableValue(expression: CelExpression, variables: Readonly<Record<string, unknown>>): unknown {
  const result = expression.evaluate(variables);
  if (result.kind === "value") return result.value;
  throw result.kind === "hole" ? new TouchedHole(result.cause) : new Error(result.message);
}

function verdictOf(result: CelResult): Omit<AdmissionVerdict, "check"> {
  if (result.kind === "hole") return { status: "unknown", cause: result.cause };
  if (result.kind === "error") return { status: "error", cause: result.message };
  return { status: result.value === true ? "pass" : "fail" };
}
