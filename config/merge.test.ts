import fc from "fast-check";
import { stringify } from "yaml";
import { readDocument } from "./document";
import { mergeTrees } from "./merge";
import { locate, type MapTree, type Path, toPlain } from "./tree";

const seed = 20261122;
const value = fc.letrec((tie) => ({
  any: fc.oneof({ maxDepth: 3 }, fc.integer(), fc.boolean(), tie("map"), fc.array(fc.integer(), { maxLength: 3 })),
  map: fc.dictionary(fc.constantFrom("a", "b", "c", "d"), tie("any"), { noNullPrototype: true }),
}));
const map = value.map as fc.Arbitrary<Record<string, unknown>>;

function tree(of: Record<string, unknown>, file: string): MapTree {
  const { tree: read } = readDocument(Object.keys(of).length === 0 ? "{}" : stringify(of), file);
  if (read === undefined) throw new Error("the test's own map cannot be read");
  return read;
}

/** What merging means, said on plain values. */
function merged(base: Record<string, unknown>, leaf: Record<string, unknown>): Record<string, unknown> {
  const result = { ...base };
  for (const [key, over] of Object.entries(leaf)) {
    const below = result[key];
    result[key] = isMap(below) && isMap(over) ? merged(below, over) : over;
  }
  return result;
}

function isMap(candidate: unknown): candidate is Record<string, unknown> {
  return typeof candidate === "object" && candidate !== null && !Array.isArray(candidate);
}

function leafPaths(of: unknown, path: Path): Path[] {
  return isMap(of) ? Object.entries(of).flatMap(([key, below]) => leafPaths(below, [...path, key])) : [path];
}

test("maps are merged at every depth and everything else is replaced", () => {
  fc.assert(
    fc.property(map, map, (base, leaf) => {
      expect(toPlain(mergeTrees(tree(base, "base"), tree(leaf, "leaf")))).toEqual(merged(base, leaf));
    }),
    { seed, numRuns: 300 },
  );
});

test("merging a file over itself changes nothing, and an empty leaf keeps the base", () => {
  fc.assert(
    fc.property(map, (only) => {
      expect(toPlain(mergeTrees(tree(only, "base"), tree(only, "leaf")))).toEqual(only);
      expect(toPlain(mergeTrees(tree(only, "base"), tree({}, "leaf")))).toEqual(only);
    }),
    { seed, numRuns: 100 },
  );
});

test("every value of the leaf is located in the leaf", () => {
  fc.assert(
    fc.property(map, map, (base, leaf) => {
      const together = mergeTrees(tree(base, "base"), tree(leaf, "leaf"));
      for (const path of leafPaths(leaf, [])) expect(locate(together, path).file).toBe("leaf");
    }),
    { seed, numRuns: 100 },
  );
});
