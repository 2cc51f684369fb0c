/** Resources of one module instance as values, and those that a source mentions and does not have. */
import { hole } from "../expression/datum";
import { EvaluationFailure } from "../expression/functions/failure";
import type { ResolvedStep } from "../expression/steps";
import type { Datum } from "./graph";
import type { ModuleScope } from "./moduleScope";
import { selectInstances } from "./targets";
import { becomesSet } from "./terraformNode";
import { wholeOf } from "./wholeValues";

/** What a reference to a resource or data source evaluates to. */
export function resourceValue(scope: ModuleScope, base: string, steps: readonly ResolvedStep[]): Datum {
  const all = scope.instances(base);
  const { nodes, rest, each } = selectInstances(all, steps);
  const [only] = nodes;
  if (only === undefined) return noInstance(scope, base, steps);
  if (steps.length === 0) {
    const whole = wholeOf(nodes.map((node) => ({ key: node.key, value: node.attribute([]) })));
    if (whole !== undefined && (only.key !== undefined || !isRepeated(scope, base))) return whole;
  }
  if (each && nodes.every((node) => node.key !== undefined)) return nodes.map((node) => node.attribute(rest));
  if (nodes.length === 1 && !each) return only.attribute(rest);
  const last = rest.at(-1);
  return hole(`known after apply: ${scope.prefixed(base)}`, {
    sources: nodes,
    set: !each && last?.kind === "attribute" && becomesSet(last.name),
  });
}

function isRepeated(scope: ModuleScope, base: string): boolean {
  const config = scope.config?.resources.get(base);
  return stated(config?.count) || stated(config?.forEach);
}

/** A source that declares a resource with `count = 0` says so: there is none, and `[*]` is an empty list. */
function noInstance(scope: ModuleScope, base: string, steps: readonly ResolvedStep[]): Datum {
  const [step] = steps;
  if (isUndeclared(scope, base)) {
    // Whatever it is, it is a resource that Terraform makes, and its ARN will be one.
    const last = steps.at(-1);
    const set = last?.kind === "attribute" && becomesSet(last.name) && !steps.some(({ kind }) => kind === "splat");
    return hole(notPart(scope, base), { set, elsewhere: true });
  }
  if (scope.input.instances || !scope.config?.resources.has(base) || step?.kind === "attribute")
    return hole(notPart(scope, base));
  if (step === undefined || step.kind === "splat") return [];
  throw new EvaluationFailure(`${scope.prefixed(base)} has no such instance`);
}

export function notPart(scope: ModuleScope, base: string): string {
  return `${scope.prefixed(base)} is not part of the input`;
}

/** A managed resource that the source mentions and does not declare: another file has it, or nobody. */
export function isUndeclared(scope: ModuleScope, base: string): boolean {
  return !scope.input.instances && !base.startsWith("data.") && !scope.config?.resources.has(base);
}

function stated(value: unknown): boolean {
  return value !== undefined && value !== null;
}
