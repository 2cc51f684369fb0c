/** What a rule works out of the whole graph, once for each graph instead of once for each resource. */
import type { ResourceGraph } from "./graph";

export function perGraph<T>(compute: (graph: ResourceGraph) => T): (graph: ResourceGraph) => T {
  const known = new WeakMap<ResourceGraph, { readonly value: T }>();
  return (graph) => {
    const before = known.get(graph);
    if (before) return before.value;
    const value = compute(graph);
    known.set(graph, { value });
    return value;
  };
}
