import type { JsonObject } from "../../../common/json";
import type { RuleExamples } from "../../rule";
import { example } from "../kit/scopedExample";

const log = (type: string): JsonObject => ({
  log_type: type,
  destination: "cache",
  destination_type: "cloudwatch-logs",
  log_format: "json",
});
const group = (name: string, parts: JsonObject): JsonObject => ({
  replication_group_id: name,
  description: "Sessions",
  engine: "valkey",
  node_type: "cache.t4g.small",
  ...parts,
});
const single = (name: string, parts: JsonObject): JsonObject => ({
  cluster_id: name,
  node_type: "cache.t4g.small",
  num_cache_nodes: 1,
  ...parts,
});

export const examples: RuleExamples = [
  example("cache-09-good", {
    resource: {
      aws_elasticache_replication_group: {
        main: group("cache-09-main", { log_delivery_configuration: [log("slow-log"), log("engine-log")] }),
      },
      aws_elasticache_cluster: {
        plain: single("cache-09-plain", { engine: "memcached" }),
        member: {
          cluster_id: "cache-09-member",
          replication_group_id: "cache-09-main",
        },
      },
    },
  }),
  example(
    "cache-09-bad",
    {
      resource: {
        aws_elasticache_replication_group: {
          silent: group("cache-09-silent", {}),
          half: group("cache-09-half", { log_delivery_configuration: log("slow-log") }),
        },
        aws_elasticache_cluster: { redis: single("cache-09-redis", { engine: "redis" }) },
      },
    },
    {
      fails: [
        ["CACHE-09.slow-log", "aws_elasticache_replication_group.silent"],
        ["CACHE-09.engine-log", "aws_elasticache_replication_group.silent"],
        ["CACHE-09.engine-log", "aws_elasticache_replication_group.half"],
        ["CACHE-09.slow-log", "aws_elasticache_cluster.redis"],
        ["CACHE-09.engine-log", "aws_elasticache_cluster.redis"],
      ],
    },
  ),
];
