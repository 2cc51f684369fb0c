import type { ResourceNode } from "../../graph/graph";
import type { CheckResult, Rule } from "../../rule";
import { textOf } from "../kit/datum";
import { frameworks, terraformInputs } from "../kit/frameworks";
import { type Context, verdict } from "../kit/judge";
import { type Family, familyOf, isOn, isOnByDefault, parameterOf, transportParameter } from "../kit/parameterGroup";
import { type Answer, yesIf } from "../kit/predicates";
import { originOf } from "../kit/rds";

const words = {
  check: "RDS-07.tls-forced",
  fails: "The database accepts connections without TLS, so passwords and data can cross the network in clear.",
};

export const rule: Rule = {
  metadata: {
    id: "RDS-07",
    aliases: [],
    title: "Databases refuse connections without TLS",
    control: "encryption-in-transit.database",
    severity: "high",
    group: "encryption-in-transit",
    inputs: terraformInputs,
    resourceTypes: ["aws_db_instance", "aws_rds_cluster", "aws_db_parameter_group", "aws_rds_cluster_parameter_group"],
    rationale: "Clients fall back to clear text when the server lets them; only the server can rule it out.",
    remediation:
      'In the parameter group set parameter rds.force_ssl = "1" (PostgreSQL, SQL Server), require_secure_transport = "ON" (MySQL, MariaDB) or db2comm = "SSL" (Db2), and use it as parameter_group_name.',
    parameters: {},
    checks: [
      {
        id: words.check,
        title: "The parameter that forces TLS is on",
        severity: "high",
        equivalents: { checkov: ["CKV2_AWS_69"], fsbp: ["RDS.38", "RDS.39", "RDS.41", "RDS.44"] },
      },
    ],
    frameworks: frameworks({ nist: ["SC-8(1)"], iso: ["A.8.24"], dpdp: ["6(1)(a)"], digit: ["encryption"] }),
  },
  evaluate: (node) => (node.type.endsWith("_parameter_group") ? judgeGroup(node, {}) : judgeDatabase(node, 0)),
};

/** Aurora takes the setting from the cluster's group; an instance's group of an Aurora family has no say. */
function judgeGroup(group: ResourceNode, context: Context): CheckResult[] {
  const name = textAt(group, "family");
  if (name === undefined) return [unknown("family", "the family of the parameter group is not known", context)];
  if (group.type === "aws_db_parameter_group" && name.startsWith("aurora")) return [];
  return judgeFamily(familyOf(name), group, context);
}

function judgeFamily(family: Family, group: ResourceNode | undefined, context: Context): CheckResult[] {
  const parameter = transportParameter(family.engine);
  if (!parameter) return [];
  const stated = group ? parameterOf(group, parameter.name) : ({ kind: "absent" } as const);
  const answer: Answer =
    stated.kind === "set"
      ? yesIf(isOn(parameter, stated.value))
      : stated.kind === "absent"
        ? isOnByDefault(parameter, family)
        : "unknown";
  const facts = {
    path: group ? `parameter[${parameter.name}]` : "engine_version",
    expected: parameter.on,
    actual: stated.kind === "set" ? stated.value : answer === "yes" ? "default of the engine" : null,
    reason: stated.kind === "unknown" ? stated.cause : "the engine's version decides, and it is not stated",
  };
  return [verdict(answer, facts, words, context)];
}

function judgeDatabase(node: ResourceNode, depth: number): CheckResult[] {
  const path = node.type === "aws_rds_cluster" ? "db_cluster_parameter_group_name" : "parameter_group_name";
  const named = node.get(path);
  if (named.kind === "absent") return judgeWithoutGroup(node, path, depth);
  const group = node
    .references(path)
    .nodes.find((target) => target.type.endsWith("_parameter_group") && target.mode === "managed");
  if (group) return judgeGroup(group, { resource: node, related: [group] });
  const name = textAt(node, path);
  if (name?.startsWith("default.")) return judgeFamily(familyOf(name), undefined, {});
  return hasParameter(node) ? [unknown(path, "the parameter group is not among the inputs", {})] : [];
}

/** The engine's default group counts; a replica has the group of its source. */
function judgeWithoutGroup(node: ResourceNode, path: string, depth: number): CheckResult[] {
  const origin = originOf(node);
  if (origin.kind === "replica" && depth < 5) {
    return judgeDatabase(origin.source, depth + 1).map((result) => ({
      ...result,
      resource: node,
      related: [origin.source, ...(result.related ?? [])],
    }));
  }
  if (origin.kind !== "own") return [unknown(path, "a replica has the parameter group of its source", {})];
  const engine = textAt(node, "engine");
  if (engine === undefined) return [unknown("engine", "the engine is not known", {})];
  return judgeFamily({ engine, major: familyOf(`x${textAt(node, "engine_version") ?? ""}`).major }, undefined, {});
}

function hasParameter(node: ResourceNode): boolean {
  const engine = textAt(node, "engine");
  return engine === undefined || transportParameter(engine) !== undefined;
}

function textAt(node: ResourceNode, path: string): string | undefined {
  const reading = node.get(path);
  if (reading.kind !== "known" && reading.kind !== "default") return undefined;
  const text = textOf(reading.value);
  return text?.kind === "text" ? text.text : undefined;
}

function unknown(path: string, reason: string, context: Context): CheckResult {
  return verdict("unknown", { path, expected: "TLS forced", actual: null, reason }, words, context);
}
