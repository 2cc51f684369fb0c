/**
 * The state that an apply of a plan would leave, as `terraform show -json` prints it, without applying it. What the
 * plan calls "known after apply" becomes
 * 1. an id, ARN or name in AWS's form, for the attributes by which others refer to the resource;
 * 2. else what the configuration says, with those ids in it, through the check engine's own evaluator;
 * 3. else, where the configuration says something that cannot be evaluated, a made-up value;
 * 4. else null: the attribute was not stated and AWS would fill it as it likes.
 * The end-to-end test of the demo proves the function on a state that was really applied.
 */

import { isHole, isList, isObject, isTemplate } from "../../checks/expression/datum";
import { buildGraph } from "../../checks/graph/buildGraph";
import type { Datum, PolicyStatement, ResourceNode } from "../../checks/graph/graph";
import type { InstanceRecord, ParsedInput } from "../../checks/inputs/model";
import { readPlan } from "../../checks/inputs/plan";
import { sha256 } from "../../common/hash";
import { identityOf } from "./identities";

type Values = Record<string, unknown>;

function record(value: unknown): Values {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Values) : {};
}

export function stateOfPlan(plan: unknown): unknown {
  const parts = readPlan(plan);
  const input: ParsedInput = { path: "plan.json", kind: "plan", stack: null, sha256: "", links: {}, ...parts };
  let instances = withIdentities(input, parts.instances ?? []);
  // Documents may be made of documents: each round resolves one more layer.
  for (let round = 0; round < 3; round += 1) instances = withDocuments(input, instances);
  return shown(plan, instances, nodesOf(input, instances));
}

function nodesOf(input: ParsedInput, instances: readonly InstanceRecord[]): ReadonlyMap<string, ResourceNode> {
  const graph = buildGraph([{ ...input, instances }]);
  return new Map(graph.nodes.map((node) => [node.address, node]));
}

/** Values that are now known, and therefore no longer marked as unknown. */
function known(instance: InstanceRecord, made: Values): InstanceRecord {
  const unknown = { ...record(instance.unknown) };
  for (const name of Object.keys(made)) delete unknown[name];
  return { ...instance, values: { ...record(instance.values), ...made }, unknown };
}

function withIdentities(input: ParsedInput, instances: readonly InstanceRecord[]): readonly InstanceRecord[] {
  const nodes = nodesOf(input, instances);
  return instances.map((instance) => {
    const node = nodes.get(instance.address);
    const region = node?.region();
    const place = region?.kind === "known" && typeof region.value === "string" ? region.value : "ap-south-1";
    const stated = record(instance.values);
    const unknown = { ...record(instance.unknown) };
    // A name that the configuration states is not made up; nor is an ARN that is another resource's.
    for (const name of Object.keys(unknown)) {
      const own = name === "id" || (name === "arn" && node?.references(name).nodes.length === 0);
      const reading = own ? undefined : node?.get(name);
      if (reading && reading.kind !== "absent" && reading.kind !== "default") delete unknown[name];
    }
    return known(instance, identityOf(instance.type, instance.address, stated, unknown, place));
  });
}

function withDocuments(input: ParsedInput, instances: readonly InstanceRecord[]): readonly InstanceRecord[] {
  const nodes = nodesOf(input, instances);
  return instances.map((instance) => {
    if (instance.type !== "aws_iam_policy_document" || record(instance.unknown).json !== true) return instance;
    const user = [...nodes.values()].find((node) =>
      node.references("policy").nodes.some((one) => one.address === instance.address),
    );
    const policy = user?.policy("policy");
    if (policy?.kind !== "policy") return instance;
    return known(instance, {
      json: JSON.stringify({ Version: "2012-10-17", Statement: policy.statements.map(statementJson) }),
    });
  });
}

function statementJson(statement: PolicyStatement): Values {
  const lists = (values: readonly Datum[]) => (values.length > 0 ? values.map(filled) : undefined);
  const principals = (all: PolicyStatement["principals"]) =>
    all.length === 0
      ? undefined
      : all.some((one) => one.type === "*")
        ? "*"
        : Object.fromEntries(all.map((one) => [one.type, one.values.map(filled)]));
  const conditions: Record<string, Values> = {};
  for (const { operator, key, values } of statement.conditions)
    conditions[operator] = { ...conditions[operator], [key]: values.map(filled) };
  return {
    Sid: statement.sid,
    Effect: filled(statement.effect),
    Action: lists(statement.actions),
    NotAction: lists(statement.notActions),
    Resource: lists(statement.resources),
    NotResource: lists(statement.notResources),
    Principal: principals(statement.principals),
    NotPrincipal: principals(statement.notPrincipals),
    Condition: Object.keys(conditions).length > 0 ? conditions : undefined,
  };
}

/** A value without holes: each becomes a word that is always the same for the same cause. */
function filled(datum: Datum): unknown {
  if (isHole(datum)) return datum.set || datum.sources.length > 0 ? `made-${sha256(datum.cause).slice(0, 12)}` : null;
  if (isTemplate(datum))
    return datum.parts.map((part) => (typeof part === "string" ? part : (filled(part) ?? "made"))).join("");
  if (isList(datum)) return datum.map(filled);
  if (isObject(datum)) return Object.fromEntries(Object.entries(datum).map(([key, value]) => [key, filled(value)]));
  return datum;
}

function shown(plan: unknown, instances: readonly InstanceRecord[], nodes: ReadonlyMap<string, ResourceNode>): unknown {
  const modules = new Map<string, Values[]>();
  for (const instance of instances) {
    const resources = modules.get(instance.moduleAddress) ?? [];
    modules.set(instance.moduleAddress, [...resources, resourceOf(instance, nodes.get(instance.address))]);
  }
  const children = [...modules]
    .filter(([address]) => address !== "")
    .map(([address, resources]) => ({ address, resources }));
  const outputs = [...nodes.values()].filter(
    (node) => node.type === "terraform_output" && /^output\./.test(node.address),
  );
  return {
    format_version: "1.0",
    terraform_version: record(plan).terraform_version,
    values: {
      outputs: Object.fromEntries(outputs.map((node) => [node.address.slice("output.".length), outputOf(node)])),
      root_module: { resources: modules.get("") ?? [], child_modules: children },
    },
  };
}

function outputOf(node: ResourceNode): Values {
  const reading = node.get("value");
  return { value: reading.kind === "known" ? filled(reading.value) : null, sensitive: node.sensitive("value") };
}

function resourceOf(instance: InstanceRecord, node: ResourceNode | undefined): Values {
  const { address, mode, type, name, index, sensitive } = instance;
  const values: Values = { ...record(instance.values) };
  for (const [attribute, mask] of Object.entries(record(instance.unknown))) {
    if (!isUnknownAnywhere(mask)) continue;
    const reading = node?.get(attribute);
    if (reading?.kind === "known") values[attribute] = filled(reading.value);
    else if (reading?.kind === "unknown")
      values[attribute] = reading.template
        ? filled(reading.template)
        : reading.set
          ? `made-${sha256(reading.cause).slice(0, 12)}`
          : null;
    else values[attribute] = null;
  }
  return {
    address,
    mode,
    type,
    name,
    ...(index === undefined ? {} : { index }),
    values,
    sensitive_values: sensitive ?? {},
  };
}

function isUnknownAnywhere(mask: unknown): boolean {
  if (typeof mask !== "object" || mask === null) return mask === true;
  return Object.values(mask).some(isUnknownAnywhere);
}
