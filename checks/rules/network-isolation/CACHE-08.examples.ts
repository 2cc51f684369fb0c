import type { JsonObject } from "../../../common/json";
import type { RuleExamples } from "../../rule";
import { ref } from "../kit/example";
import { example } from "../kit/scopedExample";

const cluster = (parts: JsonObject = {}): JsonObject => ({
  cluster_id: "cache-08",
  engine: "redis",
  node_type: "cache.t4g.small",
  num_cache_nodes: 1,
  ...parts,
});
const group = (parts: JsonObject = {}): JsonObject => ({
  replication_group_id: "cache-08-group",
  description: "Sessions",
  node_type: "cache.t4g.small",
  num_cache_clusters: 2,
  ...parts,
});

export const examples: RuleExamples = [
  example("cache-08-good", {
    resource: {
      aws_elasticache_subnet_group: { private: { name: "cache-08-private", subnet_ids: ["subnet-0a1b2c3d"] } },
      aws_elasticache_cluster: {
        main: cluster({ subnet_group_name: ref("aws_elasticache_subnet_group.private.name") }),
        member: { cluster_id: "cache-08-member", replication_group_id: "cache-08-group" },
      },
      aws_elasticache_replication_group: { main: group({ subnet_group_name: "cache-08-private" }) },
    },
  }),
  example(
    "cache-08-bad",
    {
      resource: {
        aws_elasticache_cluster: { none: cluster(), by_name: cluster({ subnet_group_name: "default" }) },
        aws_elasticache_replication_group: { none: group() },
      },
    },
    {
      fails: [
        ["CACHE-08.subnet-group", "aws_elasticache_cluster.none"],
        ["CACHE-08.subnet-group", "aws_elasticache_cluster.by_name"],
        ["CACHE-08.subnet-group", "aws_elasticache_replication_group.none"],
      ],
    },
  ),
];
