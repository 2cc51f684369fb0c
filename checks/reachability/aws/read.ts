/** Reading links between resources, always together with what could not be followed. */

import { append } from "../../../common/append";
import type { BlockView, Reading, ResourceGraph, ResourceNode } from "../../graph/graph";
import { type Answer, isTrue } from "../../rules/kit/predicates";

export type View = ResourceNode | BlockView;

/** Unique among all inputs. */
export function keyOf(node: ResourceNode): string {
  return `${node.input}:${node.address}`;
}

export interface Linked {
  readonly nodes: readonly ResourceNode[];
  /** Why the value may name more than `nodes`. */
  readonly missing: string | undefined;
  /** Identifiers that the value states and that no resource of the inputs has. */
  readonly foreign: readonly string[];
}

/** Resources of the types that a value names. */
export function linked(view: View, path: string, types: readonly string[]): Linked {
  const reading = view.get(path);
  if (reading.kind === "absent") return { nodes: [], missing: undefined, foreign: [] };
  const { nodes, unresolved } = view.references(path);
  const fitting = nodes.filter((node) => types.includes(node.type));
  const foreign = literalsOf(reading).filter((text) => !fitting.some((node) => isNamed(node, text)));
  // A data source that lists things (`aws_subnets`) stands between; what it lists is not known.
  const between = fitting.length === 0 ? nodes.find((node) => node.mode === "data") : undefined;
  const lost = fitting.length === 0 && foreign.length === 0 ? lostCause(reading, between) : undefined;
  const missing = unresolved ?? lost ?? (foreign[0] === undefined ? undefined : `${foreign[0]} is not in the inputs`);
  return { nodes: fitting, missing, foreign };
}

function lostCause(reading: Reading, between: ResourceNode | undefined): string | undefined {
  if (between) return `${between.address} is read from the provider`;
  return reading.kind === "unknown" ? reading.cause : "its value cannot be followed to a resource";
}

function literalsOf(reading: Reading): readonly string[] {
  if (reading.kind !== "known" && reading.kind !== "default") return [];
  return [reading.value].flat().filter((item): item is string => typeof item === "string" && item !== "");
}

const namingAttributes = ["id", "arn", "name", "identifier", "cluster_identifier"] as const;

function isNamed(node: ResourceNode, text: string): boolean {
  return namingAttributes.some((attribute) => {
    const reading = node.get(attribute);
    return reading.kind === "known" && reading.value === text;
  });
}

/** Whether the value is true; `fallback` where nothing is stated. */
export function flag(view: View, path: string, fallback: Answer = "no"): Answer {
  const reading = view.get(path);
  return reading.kind === "absent" ? fallback : isTrue().ask(reading);
}

export function textAt(view: View, path: string): string | undefined {
  const reading = view.get(path);
  const stated = reading.kind === "known" || reading.kind === "default";
  return stated && typeof reading.value === "string" ? reading.value : undefined;
}

export function isStated(view: View, path: string): boolean {
  return view.get(path).kind !== "absent";
}

export function numberAt(view: View, path: string): number | undefined {
  const reading = view.get(path);
  const value = reading.kind === "known" || reading.kind === "default" ? reading.value : undefined;
  if (typeof value === "number") return value;
  return typeof value === "string" && /^\d+$/.test(value) ? Number(value) : undefined;
}

/** What helper resources of one kind say of others: which are attached to which, and which of them cannot be told. */
export class Attachments {
  private readonly byTarget = new Map<string, ResourceNode[]>();
  private readonly missing = new Map<number, string>();

  constructor(
    graph: ResourceGraph,
    kinds: readonly (readonly [type: string, path: string])[],
    targets: readonly string[],
  ) {
    for (const [type, path] of kinds) {
      for (const helper of graph.ofType(type)) {
        const { nodes, missing, foreign } = linked(helper, path, targets);
        for (const target of nodes) append(this.byTarget, keyOf(target), helper);
        for (const text of foreign) append(this.byTarget, text, helper);
        if (missing !== undefined && foreign.length === 0 && !this.missing.has(helper.input))
          this.missing.set(helper.input, `${helper.address}.${path}: ${missing}`);
      }
    }
  }

  /** Helpers attached to the resource, or to something of it that has an id of its own (`main_route_table_id`). */
  of(target: ResourceNode, ...owned: readonly string[]): readonly ResourceNode[] {
    const direct = this.byTarget.get(keyOf(target)) ?? [];
    const byId = owned.flatMap((path) => this.byTarget.get(textAt(target, path) ?? "") ?? []);
    return byId.length === 0 ? direct : [...new Set([...direct, ...byId])];
  }

  /** Why helpers of the same input may belong to the resource as well. */
  doubt(target: ResourceNode): string | undefined {
    return this.missing.get(target.input);
  }
}
