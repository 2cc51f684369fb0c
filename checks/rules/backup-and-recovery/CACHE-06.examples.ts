import type { RuleExamples } from "../../rule";
import { rootModule } from "../kit/example";

const group = { description: "cache-06", engine: "redis", node_type: "cache.t4g.small", num_cache_clusters: 2 };

export const examples: RuleExamples = [
  {
    name: "good",
    terraform: rootModule({
      resource: {
        aws_elasticache_replication_group: {
          cache_06_both: {
            ...group,
            replication_group_id: "cache-06-both",
            automatic_failover_enabled: true,
            multi_az_enabled: true,
          },
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
          cache_06_absent: { ...group, replication_group_id: "cache-06-absent" },
          cache_06_one: { ...group, replication_group_id: "cache-06-one", automatic_failover_enabled: true },
        },
      },
    }),
    fails: [
      { check: "CACHE-06.failover", resource: "aws_elasticache_replication_group.cache_06_absent" },
      { check: "CACHE-06.multi-az", resource: "aws_elasticache_replication_group.cache_06_absent" },
      { check: "CACHE-06.multi-az", resource: "aws_elasticache_replication_group.cache_06_one" },
    ],
  },
];
