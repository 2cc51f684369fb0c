/** IAM documents in one form, whether text, a template with holes, a decoded object, or a data source's blocks. */
import { holesIn, isHole, isList, isObject, isTemplate, member } from "../expression/datum";
import type { Datum, DatumObject, Hole, PolicyReading, PolicyStatement, ResourceNode, Template } from "./graph";
import { documentSource, readPolicyDataSource } from "./policyDataSource";
import { parsePolicyText } from "./policyText";

/** Reads the document at a place of a resource. `datum` is undefined where nothing is stated. */
export function readPolicy(datum: Datum | undefined, seen: ReadonlySet<ResourceNode> = new Set()): PolicyReading {
  if (datum === undefined || datum === null || datum === "") return { kind: "absent" };
  if (isHole(datum)) return readFromSource(datum, seen);
  if (typeof datum === "string") return readText([datum]);
  if (isTemplate(datum)) return readText(datum.parts);
  return readDocument(datum);
}

function readFromSource(datum: Hole, seen: ReadonlySet<ResourceNode>): PolicyReading {
  const [source] = datum.sources;
  if (datum.sources.length !== 1 || source?.type !== documentSource || seen.has(source)) {
    return { kind: "unknown", cause: datum.cause };
  }
  return readPolicyDataSource(source, readPolicy, seen);
}

function readText(parts: Template["parts"]): PolicyReading {
  const parsed = parsePolicyText(parts);
  return "cause" in parsed ? { kind: "unknown", cause: parsed.cause } : readDocument(parsed.document);
}

function listOf(datum: Datum | undefined): readonly Datum[] {
  if (datum === undefined || datum === null) return [];
  return isList(datum) ? datum : [datum];
}

function readDocument(document: Datum): PolicyReading {
  if (!isObject(document)) return { kind: "unknown", cause: "the policy is not an IAM document" };
  const statements: PolicyStatement[] = [];
  for (const entry of listOf(memberAnyCase(document, "Statement"))) {
    const statement = readStatement(entry);
    if ("cause" in statement) return { kind: "unknown", cause: statement.cause };
    statements.push(statement);
  }
  return { kind: "policy", statements };
}

function readStatement(entry: Datum): PolicyStatement | { readonly cause: string } {
  if (!isObject(entry)) return { cause: holesIn(entry)[0]?.cause ?? "a statement of the policy is not an object" };
  // AWS refuses a statement without an effect; judged by the worse of the two, as nobody forgets to deny.
  const effect = memberAnyCase(entry, "Effect") ?? "Allow";
  if (effect !== "Allow" && effect !== "Deny" && !isHole(effect)) {
    return { cause: "a statement of the policy has no readable Effect" };
  }
  const sid = memberAnyCase(entry, "Sid");
  return {
    sid: typeof sid === "string" ? sid : undefined,
    effect,
    actions: listOf(memberAnyCase(entry, "Action")),
    notActions: listOf(memberAnyCase(entry, "NotAction")),
    resources: listOf(memberAnyCase(entry, "Resource")),
    notResources: listOf(memberAnyCase(entry, "NotResource")),
    principals: principalsOf(memberAnyCase(entry, "Principal")),
    notPrincipals: principalsOf(memberAnyCase(entry, "NotPrincipal")),
    conditions: conditionsOf(memberAnyCase(entry, "Condition")),
  };
}

/** IAM reads the names of elements without regard to case. */
function memberAnyCase(object: DatumObject, name: string): Datum | undefined {
  const exact = member(object, name);
  if (exact !== undefined) return exact;
  const key = Object.keys(object).find((candidate) => candidate.toLowerCase() === name.toLowerCase());
  return key === undefined ? undefined : member(object, key);
}

function principalsOf(datum: Datum | undefined): PolicyStatement["principals"] {
  if (datum === undefined || datum === null) return [];
  if (isObject(datum)) return Object.entries(datum).map(([type, values]) => ({ type, values: listOf(values) }));
  return [{ type: "*", values: listOf(datum) }];
}

function conditionsOf(datum: Datum | undefined): PolicyStatement["conditions"] {
  if (datum === undefined || datum === null) return [];
  // A condition that cannot be seen is still a condition; its operator and key match nothing.
  if (!isObject(datum)) return [{ operator: "unknown", key: "unknown", values: listOf(datum) }];
  return Object.entries(datum).flatMap(([operator, tests]) =>
    isObject(tests)
      ? Object.entries(tests).map(([key, values]) => ({ operator, key, values: listOf(values) }))
      : [{ operator, key: "unknown", values: listOf(tests) }],
  );
}
