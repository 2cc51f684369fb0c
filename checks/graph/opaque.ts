/** Expressions of which a plan's configuration tells the references and nothing else (those written in HCL). */
import { hole, isHole, isTemplate } from "../expression/datum";
import type { ResolvedReference, Scope } from "../expression/evaluate";
import { EvaluationFailure } from "../expression/functions/failure";
import { parseExpression } from "../expression/parser";
import { referencesIn } from "../expression/references";
import { type GraphScope } from "./boundScope";
import { mergeReferences } from "./configReferences";
import type { Datum, References } from "./graph";

/** A hole; where a single name is mentioned, the hole or template that this name stands for. */
export function opaqueValue(scope: GraphScope, references: readonly string[]): Datum {
  const leaves = leavesOf(references);
  const parsed = leaves.map(parsedReference);
  const [only] = parsed;
  if (parsed.length === 1 && only) {
    const value = safeLookup(scope, only);
    if (isHole(value) || isTemplate(value)) return value;
  }
  const { nodes } = opaqueReferents(scope, references);
  return hole(leaves.length > 0 ? `known after apply: ${leaves.join(", ")}` : "known after apply", { sources: nodes });
}

/** A name that leads nowhere makes the expression fail; here that is only nothing to go by. */
function safeLookup(scope: GraphScope, reference: ResolvedReference): Datum {
  try {
    return scope.lookup(reference);
  } catch (error) {
    if (error instanceof EvaluationFailure) return null;
    throw error;
  }
}

export function opaqueReferents(scope: GraphScope, references: readonly string[]): References {
  return mergeReferences(
    leavesOf(references).map((leaf) => {
      const reference = parsedReference(leaf);
      return reference ? scope.referents(reference) : { nodes: [], unresolved: `${leaf} cannot be read` };
    }),
  );
}

const noNames: Scope = { lookup: () => hole("no names are known here") };

const parsedReferences = new Map<string, ResolvedReference | undefined>();
/** As many as modules write at all; they are met again with every instance. */
const mostParsed = 20_000;

function parsedReference(text: string): ResolvedReference | undefined {
  if (parsedReferences.has(text)) return parsedReferences.get(text);
  const parsed = parseExpression(text);
  const reference = parsed.ok ? referencesIn(parsed.expression, noNames)[0] : undefined;
  if (parsedReferences.size < mostParsed) parsedReferences.set(text, reference);
  return reference;
}

/** A plan lists `a.b.c`, `a.b` and `a` for one reference: only the longest of them says what is meant. */
function leavesOf(references: readonly string[]): readonly string[] {
  return [...new Set(references)].filter(
    (one) => !references.some((other) => other !== one && (other.startsWith(`${one}.`) || other.startsWith(`${one}[`))),
  );
}
