/** Data stores: where they stand, and on which ports they answer. */
import type { ResourceNode } from "../../../graph/graph";
import { isReplica } from "../../../rules/kit/rds";
import { broker, cachePort, databaseFlows, files, kafka, portOr, search } from "../listening";
import { isStated, linked, textAt } from "../read";
import { byGroup, claim, type Describe, type EndDescription, groupsAt, no, none, subnetsAt } from "./description";

function store(
  node: ResourceNode,
  parts: Pick<EndDescription, "subnets" | "groups" | "listens"> & Partial<EndDescription>,
): EndDescription {
  return { node, kind: "store", spread: "one-of", public4: no, public6: no, ...parts };
}

function database(node: ResourceNode, owner: ResourceNode): EndDescription {
  const placed = isStated(node, "db_subnet_group_name") ? node : owner;
  return store(node, {
    subnets: byGroup(placed, "db_subnet_group_name", "aws_db_subnet_group"),
    groups: groupsAt(owner, "vpc_security_group_ids"),
    public4: claim(node, "publicly_accessible", "publicly_accessible is not known"),
    listens: databaseFlows(node, owner),
  });
}

/** A replica without a group of its own stands in its source's subnets. */
function instanceOwner(node: ResourceNode): ResourceNode {
  return isReplica(node) ? (node.references("replicate_source_db").nodes[0] ?? node) : node;
}

export const stores: Readonly<Record<string, Describe>> = {
  aws_db_instance: (node) => [database(node, instanceOwner(node))],
  aws_rds_cluster_instance: (node) => [
    database(node, linked(node, "cluster_identifier", ["aws_rds_cluster"]).nodes[0] ?? node),
  ],
  aws_rds_cluster: (node, { clusterMembers }) => (clusterMembers.of(node).length > 0 ? [] : [database(node, node)]),
  aws_docdb_cluster: (node) => [
    store(node, {
      subnets: byGroup(node, "db_subnet_group_name", "aws_docdb_subnet_group"),
      groups: groupsAt(node, "vpc_security_group_ids"),
      listens: portOr(node, 27017),
    }),
  ],
  aws_neptune_cluster: (node) => [
    store(node, {
      subnets: byGroup(node, "neptune_subnet_group_name", "aws_neptune_subnet_group"),
      groups: groupsAt(node, "vpc_security_group_ids"),
      listens: portOr(node, 8182),
    }),
  ],
  aws_redshift_cluster: (node) => [
    store(node, {
      subnets: byGroup(node, "cluster_subnet_group_name", "aws_redshift_subnet_group"),
      groups: groupsAt(node, "vpc_security_group_ids"),
      public4: isStated(node, "publicly_accessible")
        ? claim(node, "publicly_accessible", "publicly_accessible is not known")
        : { answer: "unknown", cause: "the default of publicly_accessible differs between versions of the provider" },
      listens: portOr(node, 5439),
    }),
  ],
  aws_elasticache_cluster: (node) => (isStated(node, "replication_group_id") ? [] : [cache(node)]),
  aws_elasticache_replication_group: (node) => [cache(node)],
  aws_memorydb_cluster: (node) => [
    store(node, {
      subnets: byGroup(node, "subnet_group_name", "aws_memorydb_subnet_group"),
      groups: groupsAt(node, "security_group_ids"),
      listens: portOr(node, 6379),
    }),
  ],
  aws_msk_cluster: (node) => {
    const path = "broker_node_group_info[0]";
    const access = textAt(node, `${path}.connectivity_info[0].public_access[0].type`);
    return [
      store(node, {
        spread: "each",
        subnets: subnetsAt(node, `${path}.client_subnets`),
        groups: groupsAt(node, `${path}.security_groups`),
        public4: { answer: access === "SERVICE_PROVIDED_EIPS" ? "yes" : "no" },
        listens: kafka,
      }),
    ];
  },
  aws_opensearch_domain: (node) => {
    if (!isStated(node, "vpc_options[0].subnet_ids")) return [];
    const groups = groupsAt(node, "vpc_options[0].security_group_ids");
    return [
      store(node, { spread: "each", subnets: subnetsAt(node, "vpc_options[0].subnet_ids"), groups, listens: search }),
    ];
  },
  aws_efs_mount_target: (node) => [
    store(node, { subnets: subnetsAt(node, "subnet_id"), groups: groupsAt(node, "security_groups"), listens: files }),
  ],
  aws_mq_broker: (node) => [
    store(node, {
      subnets: isStated(node, "subnet_ids")
        ? subnetsAt(node, "subnet_ids")
        : { ...none, missing: "without subnet_ids AWS chooses the subnets" },
      groups: groupsAt(node, "security_groups"),
      public4: claim(node, "publicly_accessible", "publicly_accessible is not known"),
      listens: broker,
    }),
  ],
};

function cache(node: ResourceNode): EndDescription {
  const subnets = byGroup(node, "subnet_group_name", "aws_elasticache_subnet_group");
  return store(node, { subnets, groups: groupsAt(node, "security_group_ids"), listens: cachePort(node) });
}
