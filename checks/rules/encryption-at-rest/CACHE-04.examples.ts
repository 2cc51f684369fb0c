import type { RuleExamples } from "../../rule";
import { ref, rootModule } from "../kit/example";

const group = { description: "cache-04", engine: "redis", node_type: "cache.t4g.small", num_cache_clusters: 2 };

export const examples: RuleExamples = [
  {
    name: "good",
    terraform: rootModule({
      resource: {
        aws_kms_key: { cache_04_own: { description: "cache-04" } },
        aws_elasticache_replication_group: {
          cache_04_own: {
            ...group,
            replication_group_id: "cache-04-own",
            at_rest_encryption_enabled: true,
            kms_key_id: ref("aws_kms_key.cache_04_own.arn"),
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
          cache_04_absent: { ...group, replication_group_id: "cache-04-absent", at_rest_encryption_enabled: true },
        },
      },
    }),
    fails: [{ check: "CACHE-04.customer-key", resource: "aws_elasticache_replication_group.cache_04_absent" }],
  },
];
