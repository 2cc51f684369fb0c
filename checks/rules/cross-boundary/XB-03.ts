import { clientRule } from "../kit/crossBoundary";

/** Who calls the managed cache speaks TLS. */
export const rule = clientRule({
  id: "XB-03",
  title: "Clients of the cache speak TLS",
  check: "XB-03.tls",
  kind: "cache",
  storeTypes: ["aws_elasticache_replication_group", "aws_elasticache_cluster", "aws_memorydb_cluster"],
  expected: "rediss://",
  rationale:
    "Sessions and tokens pass through the cache; a client with redis:// sends them, and the cache's password, in the clear.",
  remediation:
    "Write rediss:// in env[].value or the ConfigMap, and transit_encryption_enabled = true on the replication group.",
});
