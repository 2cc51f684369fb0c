import type { JsonObject } from "../../../common/json";
import type { RuleExamples } from "../../rule";
import { example } from "../kit/scopedExample";

const group = (name: string, parts: JsonObject): JsonObject => ({
  replication_group_id: name,
  description: "Sessions",
  node_type: "cache.t4g.small",
  ...parts,
});
const single = (name: string, parts: JsonObject): JsonObject => ({
  cluster_id: name,
  node_type: "cache.t4g.small",
  num_cache_nodes: 1,
  ...parts,
});

/** Judged as of 1 January 2026. */
export const examples: RuleExamples = [
  example("ver-05-good", {
    resource: {
      aws_elasticache_replication_group: {
        valkey: group("ver-05-valkey", { engine: "valkey", engine_version: "8.1" }),
        redis: group("ver-05-redis", { engine: "redis", engine_version: "7.1" }),
        newest: group("ver-05-newest", {}),
        six: group("ver-05-six", { engine_version: "6.x" }),
      },
      aws_elasticache_cluster: { plain: single("ver-05-plain", { engine: "memcached", engine_version: "1.4.5" }) },
    },
  }),
  example(
    "ver-05-bad",
    {
      resource: {
        aws_elasticache_replication_group: {
          soon: group("ver-05-soon", { engine_version: "5.0.6" }),
          ancient: group("ver-05-ancient", { engine: "redis", engine_version: "3.2.10" }),
        },
        aws_elasticache_cluster: { ancient: single("ver-05-single", { engine: "redis", engine_version: "2.8.24" }) },
      },
    },
    {
      fails: [
        ["VER-05.ends-soon", "aws_elasticache_replication_group.soon"],
        ["VER-05.supported", "aws_elasticache_replication_group.ancient"],
        ["VER-05.supported", "aws_elasticache_cluster.ancient"],
      ],
    },
  ),
];
