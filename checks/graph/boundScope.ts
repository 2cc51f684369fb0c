/** What names mean at a place of a configuration, and names that stand in front of those. */
import { isObject } from "../expression/datum";
import { type ResolvedReference, type Scope, withNames } from "../expression/evaluate";
import type { Datum, References } from "./graph";

/** A scope that also knows which nodes a reference leads to. */
export interface GraphScope extends Scope {
  referents(reference: ResolvedReference): References;
  /** References of a plan's configuration, as text without an expression around them. */
  opaque(references: readonly string[]): Datum;
  opaqueReferents(references: readonly string[]): References;
}

/** A scope with names of its own (`each`, `count`, the iterator of a dynamic block) in front of another. */
export function bindNames(scope: GraphScope, names: Readonly<Record<string, Datum>>): GraphScope {
  const bound = withNames(scope, names);
  return {
    files: scope.files,
    lookup: (reference) => bound.lookup(reference),
    // What a bound name stands for shows in the sources of the holes that it evaluates to.
    referents: (reference) =>
      Object.hasOwn(names, reference.name) ? { nodes: [], unresolved: undefined } : scope.referents(reference),
    opaque: (references) => scope.opaque(references),
    opaqueReferents: (references) => ofSameKey(scope.opaqueReferents(references), references, names),
  };
}

/**
 * A plan names `aws_subnet.a` and `count.index` as references of one expression, and means the subnet of that index:
 * of several instances of one resource, only the one with the key of this instance is kept.
 */
function ofSameKey(
  found: References,
  references: readonly string[],
  names: Readonly<Record<string, Datum>>,
): References {
  const mentioned = references.filter((one) => /^(each|count)\./.test(one));
  if (mentioned.length === 0) return found;
  const key = takeKey(names);
  if (key === undefined) return found;
  const baseOf = (address: string) => address.replace(/\[[^[\]]*\]$/, "");
  const matching = new Set(
    found.nodes.filter((node) => node.address.endsWith(key)).map((node) => baseOf(node.address)),
  );
  const nodes = found.nodes.filter((node) => !matching.has(baseOf(node.address)) || node.address.endsWith(key));
  return { nodes, unresolved: found.unresolved };
}

function takeKey(names: Readonly<Record<string, Datum>>): string | undefined {
  for (const [name, member] of [
    ["each", "key"],
    ["count", "index"],
  ] as const) {
    const bound = Object.hasOwn(names, name) ? names[name] : undefined;
    const key = isObject(bound) ? bound[member] : undefined;
    if (typeof key === "string" || typeof key === "number") return `[${JSON.stringify(key)}]`;
  }
  return undefined;
}
