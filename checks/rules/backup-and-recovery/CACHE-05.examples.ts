import type { RuleExamples } from "../../rule";
import { rootModule } from "../kit/example";

const group = { description: "cache-05", engine: "redis", node_type: "cache.t4g.small", num_cache_clusters: 2 };
const single = { node_type: "cache.t4g.small", num_cache_nodes: 1 };

export const examples: RuleExamples = [
  {
    name: "good",
    terraform: rootModule({
      resource: {
        aws_elasticache_replication_group: {
          cache_05_kept: { ...group, replication_group_id: "cache-05-kept", snapshot_retention_limit: 7 },
        },
        aws_elasticache_cluster: {
          cache_05_kept: { ...single, cluster_id: "cache-05-single", engine: "redis", snapshot_retention_limit: 1 },
          cache_05_plain: { ...single, cluster_id: "cache-05-plain", engine: "memcached" },
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
        aws_elasticache_cluster: { cache_05_absent: { ...single, cluster_id: "cache-05-lost", engine: "redis" } },
      },
    }),
    fails: [
      { check: "CACHE-05.snapshots", resource: "aws_elasticache_replication_group.cache_05_none" },
      { check: "CACHE-05.snapshots", resource: "aws_elasticache_replication_group.cache_05_absent" },
      { check: "CACHE-05.snapshots", resource: "aws_elasticache_cluster.cache_05_absent" },
    ],
  },
];
