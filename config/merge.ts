import type { MapTree, Tree } from "./tree";

/** The leaf over its base: maps are merged key by key, everything else is replaced. Keys keep the base's order, new ones follow. */
export function mergeTrees(base: MapTree, leaf: MapTree): MapTree {
  const entries = new Map(base.entries);
  for (const [key, entry] of leaf.entries) {
    const below = entries.get(key)?.value;
    entries.set(key, { key: entry.key, value: below === undefined ? entry.value : over(below, entry.value) });
  }
  return { kind: "map", position: leaf.position, entries };
}

function over(base: Tree, leaf: Tree): Tree {
  return base.kind === "map" && leaf.kind === "map" ? mergeTrees(base, leaf) : leaf;
}
