/** Objects of a cluster by name: asked for by every workload and binding, so a large input must not be searched each time. */
import type { ResourceGraph, ResourceNode } from "../../graph/graph";
import { namespaceOf, textAt } from "./kubernetes";

/** By the graph's own list of a type, which stays the same as long as the graph does. */
const indexes = new WeakMap<readonly ResourceNode[], ReadonlyMap<string, ResourceNode>>();

/** `namespace` undefined: of a kind that is in none, whatever is written. The first of several counts. */
export function objectNamed(
  graph: ResourceGraph,
  type: string,
  namespace: string | undefined,
  name: string,
): ResourceNode | undefined {
  const nodes = graph.ofType(type);
  const index = indexes.get(nodes) ?? indexOf(nodes);
  indexes.set(nodes, index);
  return index.get(keyOf(namespace, name));
}

function indexOf(nodes: readonly ResourceNode[]): ReadonlyMap<string, ResourceNode> {
  const index = new Map<string, ResourceNode>();
  for (const node of nodes) {
    const name = textAt(node, "metadata.name");
    if (name === undefined) continue;
    for (const key of [keyOf(undefined, name), keyOf(namespaceOf(node), name)]) {
      if (!index.has(key)) index.set(key, node);
    }
  }
  return index;
}

function keyOf(namespace: string | undefined, name: string): string {
  return JSON.stringify([namespace ?? null, name]);
}
