import type { RuleExamples } from "../../rule";
import { rootModule } from "../kit/example";

const group = { description: "cache-03", engine: "redis", node_type: "cache.t4g.small", num_cache_clusters: 2 };

export const examples: RuleExamples = [
  {
    name: "good",
    terraform: rootModule({
      resource: {
        aws_elasticache_replication_group: {
          cache_03_group: {
            ...group,
            replication_group_id: "cache-03-group",
            transit_encryption_enabled: true,
            user_group_ids: ["cache-03"],
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
          cache_03_open: { ...group, replication_group_id: "cache-03-open", transit_encryption_enabled: true },
          cache_03_empty: { ...group, replication_group_id: "cache-03-empty", user_group_ids: [] },
          cache_03_plain: { ...group, replication_group_id: "cache-03-plain", user_group_ids: ["cache-03"] },
        },
      },
    }),
    fails: [
      { check: "CACHE-03.authentication", resource: "aws_elasticache_replication_group.cache_03_open" },
      { check: "CACHE-03.authentication", resource: "aws_elasticache_replication_group.cache_03_empty" },
      { check: "CACHE-03.authentication", resource: "aws_elasticache_replication_group.cache_03_plain" },
    ],
  },
];
