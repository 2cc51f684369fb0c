/** Which resources keep data, and how they and other things hang on security groups. */
import type { ResourceGraph, ResourceNode } from "../../graph/graph";
import { tagOf } from "./tags";

/** Stores that listen on a network, with the path of their security groups. */
const networkedStores: Readonly<Record<string, string>> = {
  aws_db_instance: "vpc_security_group_ids",
  aws_rds_cluster: "vpc_security_group_ids",
  aws_elasticache_cluster: "security_group_ids",
  aws_elasticache_replication_group: "security_group_ids",
  aws_msk_cluster: "broker_node_group_info[0].security_groups",
  aws_opensearch_domain: "vpc_options[0].security_group_ids",
  aws_efs_mount_target: "security_groups",
  aws_docdb_cluster: "vpc_security_group_ids",
};

/** Stores of which the security group is that of. */
export function storesBehind(graph: ResourceGraph, group: ResourceNode): readonly ResourceNode[] {
  return Object.entries(networkedStores).flatMap(([type, path]) => graph.referrers(group, type, path).nodes);
}

/** Security groups that a group or a rule resource is about. */
export function groupsOf(node: ResourceNode): {
  readonly groups: readonly ResourceNode[];
  readonly unresolved: string | undefined;
} {
  if (node.type === "aws_security_group" || node.type === "aws_default_security_group") {
    return { groups: [node], unresolved: undefined };
  }
  const references = node.references("security_group_id");
  return { groups: references.nodes, unresolved: references.unresolved };
}

/** Everything in which citizens' data may rest, networked or not. */
export const storeTypes: readonly string[] = [
  "aws_s3_bucket",
  "aws_db_instance",
  "aws_rds_cluster",
  "aws_dynamodb_table",
  "aws_elasticache_cluster",
  "aws_elasticache_replication_group",
  "aws_msk_cluster",
  "aws_opensearch_domain",
  "aws_efs_file_system",
  "aws_ebs_volume",
  "aws_docdb_cluster",
  "aws_backup_vault",
];

/** A store counts as one of personal data until its tag says otherwise. */
export function mayHoldPersonalData(store: ResourceNode): boolean {
  const tag = tagOf(store, "personal-data");
  return !(tag.kind === "value" && /^(no|false)$/i.test(tag.value));
}
