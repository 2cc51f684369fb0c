import type { RuleExamples } from "../../rule";
import { rootModule } from "../kit/example";

const group = { description: "cache-02", engine: "redis", node_type: "cache.t4g.small", num_cache_clusters: 2 };

export const examples: RuleExamples = [
  {
    name: "good",
    terraform: rootModule({
      resource: {
        aws_elasticache_replication_group: {
          cache_02_on: { ...group, replication_group_id: "cache-02-on", transit_encryption_enabled: true },
          cache_02_required: {
            ...group,
            replication_group_id: "cache-02-required",
            transit_encryption_enabled: "true",
            transit_encryption_mode: "required",
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
          cache_02_off: { ...group, replication_group_id: "cache-02-off", transit_encryption_enabled: false },
          cache_02_absent: { ...group, replication_group_id: "cache-02-absent" },
          cache_02_preferred: {
            ...group,
            replication_group_id: "cache-02-preferred",
            transit_encryption_enabled: true,
            transit_encryption_mode: "preferred",
          },
        },
      },
    }),
    fails: [
      { check: "CACHE-02.tls", resource: "aws_elasticache_replication_group.cache_02_off" },
      { check: "CACHE-02.tls", resource: "aws_elasticache_replication_group.cache_02_absent" },
      { check: "CACHE-02.tls-required", resource: "aws_elasticache_replication_group.cache_02_preferred" },
    ],
  },
];
