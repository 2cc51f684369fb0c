/** Which nodes the expressions of a configuration mention. */
import type { Expression } from "../expression/ast";
import { holesIn } from "../expression/datum";
import { referencesIn } from "../expression/references";
import { UnreadPlace, WrittenExpression } from "../expression/written";
import type { GraphScope } from "./boundScope";
import {
  type Cursor,
  deepestValue,
  expressionOf,
  isRecord,
  itemsOf,
  leafOfPlan,
  memberNames,
  memberOf,
} from "./cursor";
import type { Datum, References, ResourceNode } from "./graph";

/** Nodes that the expressions at a place mention, and why some could not be resolved. */
export function referencesAt(cursor: Cursor, depth = 0): References {
  if (depth > deepestValue) return { nodes: [], unresolved: "the value is nested too deeply" };
  if (cursor.kind === "datum") return sourcesOf(cursor.datum);
  if (cursor.kind === "list") return mergeReferences(cursor.items.map((item) => referencesAt(item, depth + 1)));
  const { value, syntax, scope } = cursor;
  if (syntax === "plan") {
    const leaf = leafOfPlan(cursor);
    if (leaf && "constant" in leaf)
      return referencesAt({ kind: "config", value: leaf.constant, syntax: "json", scope }, depth + 1);
    if (leaf) return scope.opaqueReferents(leaf.references);
  }
  if (value instanceof UnreadPlace) return { nodes: [], unresolved: value.cause };
  if (value instanceof WrittenExpression) return referencesOf(value.expression, scope);
  if (typeof value === "string") return referencesOfText(value, scope);
  if (Array.isArray(value)) return mergeReferences(itemsOf(cursor, value).map((item) => referencesAt(item, depth + 1)));
  if (!isRecord(value)) return noReferences;
  return mergeReferences(
    memberNames(cursor, value).flatMap((key) => {
      const child = memberOf(cursor, value, key);
      return child === undefined ? [] : [referencesAt(child, depth + 1)];
    }),
  );
}

const noReferences: References = { nodes: [], unresolved: undefined };

/** What the holes inside a value are fed by. */
export function sourcesOf(datum: Datum): References {
  const holes = holesIn(datum);
  if (holes.length === 0) return noReferences;
  return mergeReferences(
    holes.map(({ sources, cause, elsewhere }) => ({
      nodes: sources,
      unresolved: sources.length === 0 ? cause : undefined,
      ...(elsewhere ? { elsewhere } : {}),
    })),
  );
}

function referencesOfText(text: string, scope: GraphScope): References {
  const expression = expressionOf(text);
  if (expression === undefined) return noReferences;
  return "broken" in expression ? { nodes: [], unresolved: expression.broken } : referencesOf(expression, scope);
}

function referencesOf(expression: Expression, scope: GraphScope): References {
  return mergeReferences(referencesIn(expression, scope).map((reference) => scope.referents(reference)));
}

export function mergeReferences(all: readonly References[]): References {
  // Most places mention nothing, and most others one thing: no copy is made for those.
  let first: References | undefined;
  let several: Set<ResourceNode> | undefined;
  let open: References | undefined;
  for (const one of all) {
    if (one.unresolved !== undefined && (open === undefined || (open.elsewhere && !one.elsewhere))) open = one;
    if (one.nodes.length === 0) continue;
    if (first === undefined) first = one;
    else {
      several ??= new Set(first.nodes);
      for (const node of one.nodes) several.add(node);
    }
  }
  if (several === undefined && first?.unresolved === open?.unresolved && first?.elsewhere === open?.elsewhere)
    return first ?? noReferences;
  return {
    nodes: several ? [...several] : (first?.nodes ?? noReferences.nodes),
    unresolved: open?.unresolved,
    ...(open?.elsewhere ? { elsewhere: true } : {}),
  };
}
