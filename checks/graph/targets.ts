/** Which instances of a resource or module call a reference means. */
import type { ResolvedStep } from "../expression/steps";
import type { ModuleScope } from "./moduleScope";

export interface Selected<T> {
  readonly nodes: readonly T[];
  /** What follows the index. */
  readonly rest: readonly ResolvedStep[];
  /** `[*]`: the value is a list of one per instance. */
  readonly each: boolean;
}

/** A node without key answers for all indexes: its `count` could not be expanded. */
export function selectInstances<T extends { readonly key: string | number | undefined }>(
  all: readonly T[],
  steps: readonly ResolvedStep[],
): Selected<T> {
  const [index] = steps;
  if (index === undefined || index.kind === "attribute") return { nodes: all, rest: steps, each: false };
  const rest = steps.slice(1);
  if (index.kind !== "index") return { nodes: all, rest, each: index.kind === "splat" };
  return { nodes: all.filter((one) => one.key === undefined || one.key === index.key), rest, each: false };
}

export interface ModuleTarget {
  readonly modules: readonly ModuleScope[];
  /** Name of the output; undefined where the reference means the module as a whole. */
  readonly name: string | undefined;
  readonly rest: readonly ResolvedStep[];
  readonly each: boolean;
  readonly children: readonly ChildModule[];
}

export interface ChildModule {
  readonly key: string | number | undefined;
  readonly module: ModuleScope;
}

export function moduleTarget(children: readonly ChildModule[], steps: readonly ResolvedStep[]): ModuleTarget {
  const { nodes, rest, each } = selectInstances(children, steps);
  const [output] = rest;
  return {
    modules: nodes.map((child) => child.module),
    name: output?.kind === "attribute" ? output.name : undefined,
    rest: rest.slice(1),
    each,
    children: nodes,
  };
}
