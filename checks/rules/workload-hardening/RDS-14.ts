import type { ResourceNode } from "../../graph/graph";
import type { CheckResult, Rule } from "../../rule";
import { frameworks, terraformInputs } from "../kit/frameworks";
import { judge } from "../kit/judge";
import { equals, isTrue, orAbsent } from "../kit/predicates";

const path = "auto_minor_version_upgrade";

const caches = ["aws_elasticache_cluster", "aws_elasticache_replication_group"];

/** Corrections arrive by themselves, in the maintenance window. */
export const rule: Rule = {
  metadata: {
    id: "RDS-14",
    aliases: ["CACHE-07"],
    title: "Databases and caches take minor upgrades by themselves",
    control: "workload-hardening.database-upgrades",
    severity: "low",
    group: "workload-hardening",
    inputs: terraformInputs,
    resourceTypes: ["aws_db_instance", "aws_rds_cluster_instance", "aws_rds_cluster", ...caches],
    rationale: "Minor versions close weaknesses and lose no data; left to people they wait for the next project.",
    remediation: "Leave out auto_minor_version_upgrade, or set it to true.",
    parameters: {},
    checks: [
      {
        id: "RDS-14.database",
        title: "The database takes minor upgrades by itself",
        severity: "low",
        equivalents: { checkov: ["CKV_AWS_226"], fsbp: ["RDS.13", "RDS.35"] },
      },
      {
        id: "RDS-14.cache",
        title: "The cache takes minor upgrades by itself",
        severity: "low",
        equivalents: { checkov: ["CKV_AWS_322"], fsbp: ["ElastiCache.2"] },
      },
    ],
    frameworks: frameworks({ cisAws: ["2.3.2"], nist: ["SI-2"], iso: ["A.8.8"], digit: ["vulnerability"] }),
  },

  evaluate(node: ResourceNode): readonly CheckResult[] {
    if (node.mode === "data") return [];
    const cache = caches.includes(node.type);
    // Memcached has no replicas that could take over, so it is never upgraded under load.
    if (cache && equals("memcached").ask(node.get("engine")) === "yes") return [];
    // A cluster of Aurora leaves it to its instances.
    if (node.type === "aws_rds_cluster" && node.get("db_cluster_instance_class").kind === "absent") return [];
    // The provider documents true for what is not stated.
    return [
      judge(node, path, orAbsent(isTrue()), {
        check: cache ? "RDS-14.cache" : "RDS-14.database",
        fails: "Corrections wait until somebody applies them",
        passes: "Corrections are applied in the maintenance window",
      }),
    ];
  },
};
