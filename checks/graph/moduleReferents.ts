/** Which nodes the names of one module instance lead to, through variables, local values, outputs and child modules. */
import { isHole } from "../expression/datum";
import type { ResolvedReference } from "../expression/evaluate";
import type { ResolvedStep } from "../expression/steps";
import { mergeReferences, referencesAt } from "./configReferences";
import { type Cursor, stepInto } from "./cursor";
import type { References } from "./graph";
import { isUndeclared, notPart } from "./moduleResources";
import type { ModuleScope } from "./moduleScope";
import { selectInstances } from "./targets";
import type { World } from "./world";

const nothing: References = { nodes: [], unresolved: undefined };

export class ModuleReferents {
  private readonly memo = new Map<string, References>();

  constructor(
    private readonly scope: ModuleScope,
    private readonly world: World,
  ) {}

  of(reference: ResolvedReference): References {
    const { name, steps } = reference;
    const [first, second, ...rest] = steps;
    switch (name) {
      case "var":
        return first?.kind === "attribute" ? this.variableReferents(first.name, steps.slice(1)) : nothing;
      case "local":
        return first?.kind === "attribute" ? this.localReferents(first.name, steps.slice(1)) : nothing;
      case "module":
        return this.moduleReferents(steps);
      case "data":
        if (first?.kind !== "attribute" || second?.kind !== "attribute") return nothing;
        return this.resourceReferents(`data.${first.name}.${second.name}`, rest);
      case "path":
      case "terraform":
      case "each":
      case "count":
      case "self":
        return nothing;
      default:
        if (first?.kind !== "attribute") return { nodes: [], unresolved: `${name} is not known` };
        return this.resourceReferents(`${name}.${first.name}`, steps.slice(1));
    }
  }

  /** References at a place that is narrowed by the literal steps of the reference as far as they lead. */
  private narrowed(key: string, cursor: Cursor | undefined, steps: readonly ResolvedStep[]): References {
    if (!cursor) return nothing;
    // Asked once: values that mention each other twice would double the work with every one in the chain.
    const place = `${key} ${JSON.stringify(steps)}`;
    const known = this.memo.get(place);
    if (known) return known;
    const full = `references ${this.scope.inputIndex}:${this.scope.prefixed(key)}`;
    const compute = () => referencesAt(steps.reduce<Cursor>((here, step) => narrow(here, step), cursor));
    const found = this.world.guarded(full, compute, (cause) => ({ nodes: [], unresolved: `${key}: ${cause}` }));
    this.memo.set(place, found);
    return found;
  }

  private variableReferents(name: string, steps: readonly ResolvedStep[]): References {
    const linked = this.scope.variables.linked(name);
    if (linked) return linked.references();
    const stated = this.scope.variables.cursor(name);
    if (stated) return this.narrowed(`var.${name}`, stated, steps);
    const value = this.scope.variables.value(name);
    return { nodes: [], unresolved: isHole(value) ? value.cause : undefined };
  }

  private localReferents(name: string, steps: readonly ResolvedStep[]): References {
    const cursor = this.scope.localCursor(name);
    if (cursor) return this.narrowed(`local.${name}`, cursor, steps);
    const value = this.scope.local(name);
    return { nodes: [], unresolved: isHole(value) ? value.cause : undefined };
  }

  private moduleReferents(steps: readonly ResolvedStep[]): References {
    const target = this.scope.moduleTarget(steps);
    if ("cause" in target) return { nodes: [], unresolved: target.cause };
    const { name, rest } = target;
    if (name === undefined) return nothing;
    return mergeReferences(target.modules.map((child) => child.places.output(name, rest)));
  }

  private resourceReferents(base: string, steps: readonly ResolvedStep[]): References {
    const { nodes } = selectInstances(this.scope.instances(base), steps);
    if (nodes.length > 0) return { nodes, unresolved: undefined };
    return {
      nodes,
      unresolved: notPart(this.scope, base),
      ...(isUndeclared(this.scope, base) ? { elsewhere: true } : {}),
    };
  }

  /** Of an output, narrowed by what the reference takes of it. */
  output(name: string, steps: readonly ResolvedStep[]): References {
    return this.narrowed(`output.${name}`, this.scope.outputCursor(name), steps);
  }
}

/** One step of a reference inside a variable, local value or output, staying put where it leads nowhere. */
function narrow(cursor: Cursor, step: ResolvedStep): Cursor {
  if (step.kind !== "attribute" && step.kind !== "index") return cursor;
  return stepInto(cursor, step.kind === "attribute" ? step.name : step.key) ?? cursor;
}
