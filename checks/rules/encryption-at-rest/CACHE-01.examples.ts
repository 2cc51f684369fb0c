import type { RuleExamples } from "../../rule";
import { rootModule } from "../kit/example";

const group = { description: "cache-01", engine: "redis", node_type: "cache.t4g.small", num_cache_clusters: 2 };

export const examples: RuleExamples = [
  {
    name: "good",
    terraform: rootModule({
      resource: {
        aws_elasticache_replication_group: {
          cache_01_on: { ...group, replication_group_id: "cache-01-on", at_rest_encryption_enabled: true },
          cache_01_text: { ...group, replication_group_id: "cache-01-text", at_rest_encryption_enabled: "true" },
          cache_01_valkey: { ...group, replication_group_id: "cache-01-valkey", engine: "valkey" },
        },
      },
    }),
    fails: [],
  },
  {
    name: "bad",
    terraform: rootModule({
      resource: {
        aws_elasticache_replication_group: {
          cache_01_off: { ...group, replication_group_id: "cache-01-off", at_rest_encryption_enabled: false },
          cache_01_absent: { ...group, replication_group_id: "cache-01-absent" },
        },
      },
    }),
    fails: [
      { check: "CACHE-01.at-rest", resource: "aws_elasticache_replication_group.cache_01_off" },
      { check: "CACHE-01.at-rest", resource: "aws_elasticache_replication_group.cache_01_absent" },
    ],
  },
];
