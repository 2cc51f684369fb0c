import type { JsonObject } from "../common/json";

/** Types whose replacement loses data, keys, logs or evidence, or the name servers to which a parent zone points. */
const keptTypes = [
  "aws_backup_vault",
  "aws_cloudtrail",
  "aws_cloudwatch_log_group",
  "aws_db_instance",
  "aws_ecr_repository",
  "aws_eks_cluster",
  "aws_elasticache_replication_group",
  "aws_kms_key",
  "aws_msk_cluster",
  "aws_opensearch_domain",
  "aws_route53_zone",
  "aws_s3_bucket",
];

/** Addresses in a synthesized stack that store data, keys or logs, sorted. They are published and never change. */
export function stableAddresses(stackJson: JsonObject): string[] {
  const resources = objectAt(stackJson, "resource");
  return keptTypes.flatMap((type) => Object.keys(objectAt(resources, type)).map((name) => `${type}.${name}`)).sort();
}

/** Addresses that a stack's `moved` entries lead away from. */
export function movedAddresses(stackJson: JsonObject): string[] {
  const { moved } = stackJson;
  const entries = Array.isArray(moved) ? moved : [];
  return entries.flatMap((entry) => (typeof entry?.from === "string" ? [entry.from] : []));
}

function objectAt(value: JsonObject, key: string): JsonObject {
  const found = value[key];
  return typeof found === "object" && found !== null && !Array.isArray(found) ? (found as JsonObject) : {};
}
