/** What a rule works out of the whole graph, once for each graph instead of once for each resource. */
import type { ResourceGraph } from "./graph";

/** As `perGraph`, for what hangs on one more thing: worked out once for each graph and key. */
export function perKey<Key, T>(compute: (graph: ResourceGraph, key: Key) => T): (graph: ResourceGraph, key: Key) => T {
  const tables = perGraph(() => new Map<Key, { readonly value: T }>());
  return (graph, key) => {
    const table = tables(graph);
    const before = table.get(key);
    if (before) return before.value;
    const value = compute(graph, key);
    table.set(key, { value });
    return value;
  };
}

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
