import type { ResourceGraph, ResourceNode } from "../../graph/graph";
import { compareText } from "../order";
import type { PlacedKind, PlacedModel } from "./model";
import { idOf, isTrue, keyOf, labelOf, managed, referred, stated, textOf, textsOf } from "./read";

export interface Resident {
  readonly placed: PlacedModel;
  readonly node: ResourceNode;
  /** Empty where they could not be told. */
  readonly subnets: readonly ResourceNode[];
}

interface Description {
  readonly type: string;
  readonly kind: PlacedKind;
  /** Attributes that name it, the best first. */
  readonly names: readonly string[];
  readonly key?: string;
  subnets(node: ResourceNode, graph: ResourceGraph): readonly ResourceNode[];
  facts(node: ResourceNode): readonly string[];
}

const direct = (path: string) => (node: ResourceNode) => referred(node, path, "aws_subnet");
const byGroup = (path: string, groupType: string) => (node: ResourceNode) =>
  referred(node, path, groupType).flatMap((group) => referred(group, "subnet_ids", "aws_subnet"));

const zones = (node: ResourceNode, path: string) => isTrue(node, path) && "several zones";
const engine = (node: ResourceNode) =>
  stated([textOf(node, "engine"), textOf(node, "engine_version")].filter((part) => part).join(" "));

/** What lives in subnets, by type: how its subnets, its key and its facts are found. */
const descriptions: readonly Description[] = [
  {
    type: "aws_lb",
    kind: "balancer",
    names: ["name"],
    subnets: direct("subnets"),
    facts: (node) =>
      stated(textOf(node, "load_balancer_type"), isTrue(node, "internal") ? "internal" : "faces the internet"),
  },
  {
    type: "aws_eks_cluster",
    kind: "cluster",
    names: ["name"],
    key: "encryption_config[0].provider[0].key_arn",
    subnets: direct("vpc_config[0].subnet_ids"),
    facts: (node) =>
      stated(
        textOf(node, "version") && `Kubernetes ${textOf(node, "version")}`,
        isTrue(node, "vpc_config[0].endpoint_public_access") ? "public endpoint" : "private endpoint",
      ),
  },
  {
    type: "aws_eks_node_group",
    kind: "nodes",
    names: ["node_group_name", "node_group_name_prefix"],
    subnets: direct("subnet_ids"),
    facts: (node) => stated(textsOf(node, "instance_types").join(", ")),
  },
  {
    type: "aws_instance",
    kind: "instance",
    names: ["tags.Name"],
    key: "root_block_device[0].kms_key_id",
    subnets: direct("subnet_id"),
    facts: (node) => stated(textOf(node, "instance_type")),
  },
  {
    type: "aws_db_instance",
    kind: "database",
    names: ["identifier"],
    key: "kms_key_id",
    subnets: byGroup("db_subnet_group_name", "aws_db_subnet_group"),
    facts: (node) => stated(...engine(node), zones(node, "multi_az")),
  },
  {
    type: "aws_rds_cluster",
    kind: "database",
    names: ["cluster_identifier"],
    key: "kms_key_id",
    subnets: byGroup("db_subnet_group_name", "aws_db_subnet_group"),
    facts: (node) => engine(node),
  },
  {
    type: "aws_elasticache_replication_group",
    kind: "cache",
    names: ["replication_group_id"],
    key: "kms_key_id",
    subnets: byGroup("subnet_group_name", "aws_elasticache_subnet_group"),
    facts: (node) => stated(...engine(node), zones(node, "multi_az_enabled")),
  },
  {
    type: "aws_msk_cluster",
    kind: "stream",
    names: ["cluster_name"],
    key: "encryption_info[0].encryption_at_rest_kms_key_arn",
    subnets: direct("broker_node_group_info[0].client_subnets"),
    facts: (node) => stated(textOf(node, "kafka_version") && `Kafka ${textOf(node, "kafka_version")}`),
  },
  {
    type: "aws_opensearch_domain",
    kind: "search",
    names: ["domain_name"],
    key: "encrypt_at_rest[0].kms_key_id",
    subnets: direct("vpc_options[0].subnet_ids"),
    facts: (node) => stated(textOf(node, "engine_version")),
  },
  {
    type: "aws_efs_file_system",
    kind: "files",
    names: ["creation_token"],
    key: "kms_key_id",
    subnets: (node, graph) =>
      managed(graph, "aws_efs_mount_target")
        .filter((target) => referred(target, "file_system_id", "aws_efs_file_system").includes(node))
        .flatMap((target) => referred(target, "subnet_id", "aws_subnet")),
    facts: () => [],
  },
];

export function residentsOf(graph: ResourceGraph, isRecovery: (node: ResourceNode) => boolean): Resident[] {
  return descriptions.flatMap((description) =>
    inOrder(managed(graph, description.type)).map((node) => ({
      node,
      subnets: description.subnets(node, graph),
      placed: {
        id: idOf(node),
        kind: description.kind,
        label: labelOf(node, ...description.names),
        facts: description.facts(node),
        key: description.key === undefined ? null : keyOf(node, description.key),
        recovery: isRecovery(node),
        copiesTo: [],
      },
    })),
  );
}

function inOrder(nodes: readonly ResourceNode[]): ResourceNode[] {
  return [...nodes].sort((a, b) => compareText(idOf(a), idOf(b)));
}
