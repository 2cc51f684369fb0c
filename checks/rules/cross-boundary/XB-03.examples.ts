import type { RuleExamples } from "../../rule";
import { clientExample } from "../kit/crossBoundaryExample";

const one = { aws_elasticache_replication_group: { main: { replication_group_id: "main", description: "main" } } };

export const examples: RuleExamples = [
  clientExample("good-tls", "rediss://main.abc.aps1.cache.amazonaws.com:6379", one),
  clientExample("bad-clear", "redis://main.abc.aps1.cache.amazonaws.com:6379", one, "XB-03.tls"),
];
