/** Whether an encryption key is the customer's own, or one that AWS keeps for a service. */
import type { BlockView, Datum, Reading, ResourceGraph, ResourceNode } from "../../graph/graph";
import type { CheckResult } from "../../rule";
import { isHole, isTemplate, textOf } from "./datum";
import { type Context, causeOf, shown, verdict, type Words } from "./judge";
import type { Answer } from "./predicates";

const ownKeyTypes = new Set(["aws_kms_key", "aws_kms_alias", "aws_kms_replica_key", "aws_kms_external_key"]);
const awsManagedAlias = /(^|:)alias\/aws\//;

/**
 * Yes for a customer's key: any key or alias but `alias/aws/…`, followed through KMS data sources; a value that a
 * managed resource will fill counts. No for absent, which means a key that AWS owns or manages.
 */
export function isCustomerKey(view: ResourceNode | BlockView, path: string): Answer {
  return askReading(view.get(path), view.references(path).nodes, 0);
}

export interface KeyContext extends Context {
  /** For attributes that the provider fills in itself: what a state says then needs a second look. */
  readonly filledIn?: ResourceGraph;
}

/** `isCustomerKey` worded as a result. */
export function judgeKey(node: ResourceNode, path: string, words: Words, context: KeyContext = {}): CheckResult {
  const view = context.view ?? node;
  const reading = view.get(path);
  const fullPath = context.view ? `${context.view.path}.${path}` : path;
  const keys = view.references(path).nodes.filter((candidate) => candidate.type.startsWith("aws_kms_"));
  const answer = isCustomerKey(view, path);
  const hidden = answer === "yes" && keys.length === 0 && mayBeFilledIn(node, reading, context.filledIn);
  return verdict(
    hidden ? "unknown" : answer,
    {
      path: fullPath,
      expected: "ARN of a customer managed KMS key",
      actual: shown(node, fullPath, reading),
      reason: hidden ? "the key is not among the inputs, and may be the one of AWS" : causeOf(reading),
    },
    words,
    { ...context, related: [...(context.related ?? []), ...keys] },
  );
}

/** A state shows the ARN of AWS's own key, where none was chosen, as it shows that of a chosen one. */
function mayBeFilledIn(node: ResourceNode, reading: Reading, graph: ResourceGraph | undefined): boolean {
  const inState = graph?.inputs[node.input]?.kind === "state";
  return inState && reading.kind === "known" && typeof reading.value === "string" && !reading.value.includes("alias/");
}

function askReading(reading: Reading, references: readonly ResourceNode[], depth: number): Answer {
  if (reading.kind === "absent") return "no";
  const datum: Datum | undefined = reading.kind === "unknown" ? reading.template : reading.value;
  if (datum !== undefined && !isHole(datum)) {
    const text = textOf(datum)?.text;
    if (text === undefined) return "unknown";
    if (awsManagedAlias.test(text)) return "no";
    if (!isTemplate(datum)) return text.trim() === "" ? "no" : "yes";
  }
  const followed = references.flatMap((node) => askSource(node, depth));
  if (followed.length > 0 && followed.every((answer) => answer === followed[0])) return followed[0] ?? "unknown";
  if (followed.length > 0) return "unknown";
  const set = reading.kind === "unknown" ? reading.set : isHole(datum) && datum.set;
  return set ? "yes" : "unknown";
}

/** A data source may name a key that AWS manages; a chain of them is followed a few steps, in case of a cycle. */
function askSource(node: ResourceNode, depth: number): Answer[] {
  if (!ownKeyTypes.has(node.type)) return [];
  if (node.mode === "managed") return ["yes"];
  if (depth > 3) return ["unknown"];
  const path = node.type === "aws_kms_alias" ? "name" : "key_id";
  return [askReading(node.get(path), node.references(path).nodes, depth + 1)];
}
