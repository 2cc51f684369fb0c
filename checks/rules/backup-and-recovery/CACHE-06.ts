import type { Rule } from "../../rule";
import { frameworks, terraformInputs } from "../kit/frameworks";
import { judge } from "../kit/judge";
import { isTrue } from "../kit/predicates";

export const rule: Rule = {
  metadata: {
    id: "CACHE-06",
    aliases: [],
    title: "Caches survive the loss of a zone",
    control: "backup-and-recovery.cache-zones",
    severity: "medium",
    group: "backup-and-recovery",
    inputs: terraformInputs,
    resourceTypes: ["aws_elasticache_replication_group"],
    rationale: "A replica in another zone takes over within a minute.",
    remediation: "Set automatic_failover_enabled = true and multi_az_enabled = true, with at least one replica.",
    parameters: {},
    checks: [
      {
        id: "CACHE-06.failover",
        title: "A replica takes over by itself",
        severity: "medium",
        equivalents: { checkov: ["CKV2_AWS_50"], fsbp: ["ElastiCache.3"] },
      },
      {
        id: "CACHE-06.multi-az",
        title: "Replicas are in other zones",
        severity: "medium",
        equivalents: {},
      },
    ],
    frameworks: frameworks({ nist: ["CP-10"], iso: ["A.8.14"], dpdp: ["6(1)(d)"], digit: ["backup"] }),
  },
  evaluate: (node) => [
    judge(node, "automatic_failover_enabled", isTrue(), {
      check: "CACHE-06.failover",
      fails: "The cache is down until somebody promotes a replica.",
    }),
    judge(node, "multi_az_enabled", isTrue(), {
      check: "CACHE-06.multi-az",
      fails: "All nodes may be in the zone that is lost.",
    }),
  ],
};
