import type { RuleExamples } from "../../rule";
import { rootModule } from "../kit/example";

const group = { description: "cache-05", engine: "redis", node_type: "cache.t4g.small", num_cache_clusters: 2 };

export const examples: RuleExamples = [
  {
    name: "good",
    terraform: rootModule({
      resource: {
        aws_elasticache_replication_group: {
          cache_05_kept: { ...group, replication_group_id: "cache-05-kept", snapshot_retention_limit: 7 },
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
          cache_05_none: { ...group, replication_group_id: "cache-05-none", snapshot_retention_limit: 0 },
          cache_05_absent: { ...group, replication_group_id: "cache-05-absent" },
        },
      },
    }),
    fails: [
      { check: "CACHE-05.snapshots", resource: "aws_elasticache_replication_group.cache_05_none" },
      { check: "CACHE-05.snapshots", resource: "aws_elasticache_replication_group.cache_05_absent" },
    ],
  },
];
