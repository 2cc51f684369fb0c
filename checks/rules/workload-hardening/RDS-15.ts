import type { ResourceNode } from "../../graph/graph";
import type { CheckResult, Rule } from "../../rule";
import { frameworks, terraformInputs } from "../kit/frameworks";
import { judge } from "../kit/judge";
import { atLeast } from "../kit/predicates";

/** The machine below a database is watched by itself. */
export const rule: Rule = {
  metadata: {
    id: "RDS-15",
    aliases: [],
    title: "Databases report on the machine below them",
    control: "workload-hardening.database-monitoring",
    severity: "low",
    group: "workload-hardening",
    inputs: terraformInputs,
    resourceTypes: ["aws_db_instance", "aws_rds_cluster_instance"],
    rationale:
      "What the hypervisor sees does not tell which process eats memory or disk; enhanced monitoring asks the machine itself.",
    remediation: "Set monitoring_interval to 60 or less (1, 5, 10, 15, 30, 60), and monitoring_role_arn.",
    parameters: {},
    checks: [
      {
        id: "RDS-15.enhanced",
        title: "Enhanced monitoring is on",
        severity: "low",
        equivalents: { checkov: ["CKV_AWS_118"], fsbp: ["RDS.6"] },
      },
    ],
    frameworks: frameworks({ nist: ["SI-4", "CA-7"], iso: ["A.8.16"], dpdp: ["6(1)(c)"], digit: ["incident"] }),
  },

  evaluate(node: ResourceNode): readonly CheckResult[] {
    if (node.mode === "data") return [];
    return [
      judge(node, "monitoring_interval", atLeast(1), {
        check: "RDS-15.enhanced",
        fails: "Nobody sees what happens on the machine below the database",
        passes: "The machine below the database is watched",
      }),
    ];
  },
};
