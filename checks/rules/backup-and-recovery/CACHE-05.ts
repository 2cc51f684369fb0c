import type { ResourceNode } from "../../graph/graph";
import type { Rule } from "../../rule";
import { frameworks, terraformInputs } from "../kit/frameworks";
import { judge } from "../kit/judge";
import { atLeast, equals } from "../kit/predicates";

export const rule: Rule = {
  metadata: {
    id: "CACHE-05",
    aliases: [],
    title: "Caches keep snapshots",
    control: "backup-and-recovery.cache-snapshots",
    severity: "medium",
    group: "backup-and-recovery",
    inputs: terraformInputs,
    resourceTypes: ["aws_elasticache_replication_group", "aws_elasticache_cluster"],
    rationale: "A cache that also keeps sessions and counters is a store, and comes back empty without a snapshot.",
    remediation: "Set snapshot_retention_limit = 1 or more.",
    parameters: {},
    checks: [
      {
        id: "CACHE-05.snapshots",
        title: "Daily snapshots are kept",
        severity: "medium",
        equivalents: { checkov: ["CKV_AWS_134"], trivy: ["AVD-AWS-0050"], fsbp: ["ElastiCache.1"] },
      },
    ],
    frameworks: frameworks({ nist: ["CP-9"], iso: ["A.8.13"], dpdp: ["6(1)(d)"], digit: ["backup"] }),
  },
  evaluate: (node) => {
    if (node.type === "aws_elasticache_cluster" && !keepsItsOwn(node)) return [];
    return [
      judge(node, "snapshot_retention_limit", atLeast(1), {
        check: "CACHE-05.snapshots",
        fails: "What the cache holds is lost with its nodes.",
      }),
    ];
  },
};

/** Memcached and the oldest machines make no snapshots; a member of a replication group leaves them to the group. */
function keepsItsOwn(node: ResourceNode): boolean {
  if (equals("cache.t1.micro").ask(node.get("node_type")) === "yes") return false;
  return node.get("replication_group_id").kind === "absent" && equals("memcached").ask(node.get("engine")) !== "yes";
}
