/** `data.aws_iam_policy_document` as an IAM document: its own text where the input states it, else its blocks. */
import { hole, isList } from "../expression/datum";
import type { BlockView, Datum, PolicyReading, PolicyStatement, Reading, ResourceNode } from "./graph";

export const documentSource = "aws_iam_policy_document";

type Reader = (datum: Datum | undefined, seen: ReadonlySet<ResourceNode>) => PolicyReading;
type Statements = { readonly statements: readonly PolicyStatement[] } | { readonly cause: string };

/** `read` is how a document given as text is read; handed in because the two readers need each other. */
export function readPolicyDataSource(
  source: ResourceNode,
  read: Reader,
  seen: ReadonlySet<ResourceNode>,
): PolicyReading {
  const path = new Set([...seen, source]);
  const text = source.get("json");
  if (text.kind === "known" && typeof text.value === "string") return read(text.value, path);
  const base = documents(source, ["source_policy_documents", "source_json"], read, path);
  const overrides = documents(source, ["override_policy_documents", "override_json"], read, path);
  const blocks = source.blocks("statement");
  if ("cause" in base) return { kind: "unknown", cause: base.cause };
  if ("cause" in overrides) return { kind: "unknown", cause: overrides.cause };
  if (blocks.unknown !== undefined) return { kind: "unknown", cause: blocks.unknown };
  const own = blocks.items.map(statementOf);
  return { kind: "policy", statements: replaceBySid(replaceBySid(base.statements, own), overrides.statements) };
}

function documents(
  source: ResourceNode,
  names: readonly string[],
  read: Reader,
  seen: ReadonlySet<ResourceNode>,
): Statements {
  const statements: PolicyStatement[] = [];
  for (const name of names) {
    const reading = source.get(name);
    const policies =
      reading.kind === "unknown" && !reading.template
        ? referenced(source, name, reading.cause, read, seen)
        : valuesOf(reading).map((document) => read(document, seen));
    for (const policy of policies) {
      if (policy.kind === "unknown") return { cause: policy.cause };
      if (policy.kind === "policy") statements.push(...policy.statements);
    }
  }
  return { statements };
}

/** The list itself is a hole: readable when everything that it refers to is such a data source. */
function referenced(
  source: ResourceNode,
  name: string,
  cause: string,
  read: Reader,
  seen: ReadonlySet<ResourceNode>,
): readonly PolicyReading[] {
  const { nodes, unresolved } = source.references(name);
  const readable = unresolved === undefined && nodes.length > 0;
  if (!readable || nodes.some((node) => node.type !== documentSource || seen.has(node)))
    return [{ kind: "unknown", cause }];
  return nodes.map((node) => readPolicyDataSource(node, read, seen));
}

/** Later statements replace earlier ones of the same Sid, as the data source does. */
function replaceBySid(
  earlier: readonly PolicyStatement[],
  later: readonly PolicyStatement[],
): readonly PolicyStatement[] {
  const replaced = new Set(later.flatMap((statement) => (statement.sid ? [statement.sid] : [])));
  return [...earlier.filter((statement) => !statement.sid || !replaced.has(statement.sid)), ...later];
}

function valuesOf(reading: Reading): readonly Datum[] {
  if (reading.kind === "absent") return [];
  if (reading.kind === "unknown") return [reading.template ?? hole(reading.cause, { set: reading.set })];
  return isList(reading.value) ? reading.value : [reading.value];
}

function textOf(reading: Reading): string {
  const known = reading.kind === "known" || reading.kind === "default";
  return known && typeof reading.value === "string" ? reading.value : "unknown";
}

function statementOf(block: BlockView): PolicyStatement {
  const effect = block.get("effect");
  const sid = block.get("sid");
  return {
    sid: sid.kind === "known" && typeof sid.value === "string" ? sid.value : undefined,
    effect: effect.kind === "unknown" ? hole(effect.cause) : textOf(effect) === "Deny" ? "Deny" : "Allow",
    actions: valuesOf(block.get("actions")),
    notActions: valuesOf(block.get("not_actions")),
    resources: valuesOf(block.get("resources")),
    notResources: valuesOf(block.get("not_resources")),
    principals: principalsOf(block, "principals"),
    notPrincipals: principalsOf(block, "not_principals"),
    conditions: conditionsOf(block),
  };
}

function principalsOf(block: BlockView, name: string): PolicyStatement["principals"] {
  const list = block.blocks(name);
  const known = list.items.map((item) => ({
    type: textOf(item.get("type")),
    values: valuesOf(item.get("identifiers")),
  }));
  return list.unknown === undefined ? known : [...known, { type: "unknown", values: [hole(list.unknown)] }];
}

function conditionsOf(block: BlockView): PolicyStatement["conditions"] {
  const list = block.blocks("condition");
  const known = list.items.map((item) => ({
    operator: textOf(item.get("test")),
    key: textOf(item.get("variable")),
    values: valuesOf(item.get("values")),
  }));
  return list.unknown === undefined
    ? known
    : [...known, { operator: "unknown", key: "unknown", values: [hole(list.unknown)] }];
}
