import type { Rule } from "../../rule";
import { frameworks, terraformInputs } from "../kit/frameworks";
import { judge } from "../kit/judge";
import { isTrue } from "../kit/predicates";

export const rule: Rule = {
  metadata: {
    id: "RDS-17",
    aliases: [],
    title: "Snapshots carry the tags of their database",
    control: "backup-and-recovery.database-snapshot-tags",
    severity: "low",
    group: "backup-and-recovery",
    inputs: terraformInputs,
    resourceTypes: ["aws_db_instance", "aws_rds_cluster"],
    rationale: "Classification, owner and retention are tags; a snapshot without them escapes every rule about them.",
    remediation: "Set copy_tags_to_snapshot = true.",
    parameters: {},
    checks: [
      {
        id: "RDS-17.copy-tags",
        title: "Tags are copied to snapshots",
        severity: "low",
        equivalents: { checkov: ["CKV2_AWS_60", "CKV_AWS_313"], fsbp: ["RDS.16", "RDS.17"] },
      },
    ],
    frameworks: frameworks({ nist: ["CM-8"], iso: ["A.5.13"], digit: ["backup"] }),
  },
  evaluate: (node) => [
    judge(node, "copy_tags_to_snapshot", isTrue(), {
      check: "RDS-17.copy-tags",
      fails: "Snapshots of the database say neither what they hold nor whose they are.",
    }),
  ],
};
