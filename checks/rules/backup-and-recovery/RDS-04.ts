import type { Rule } from "../../rule";
import { frameworks, terraformInputs } from "../kit/frameworks";
import { judge } from "../kit/judge";
import { backupRetentionDays, numberParameter } from "../kit/parameters";
import { atLeast, between, orAbsent } from "../kit/predicates";
import { isReplica } from "../kit/rds";

/** Longest time that RDS keeps automated backups. */
const longestDays = 35;

const path = "backup_retention_period";

export const rule: Rule = {
  metadata: {
    id: "RDS-04",
    aliases: [],
    title: "Databases are backed up automatically",
    control: "backup-and-recovery.database-point-in-time",
    severity: "high",
    group: "backup-and-recovery",
    inputs: terraformInputs,
    resourceTypes: ["aws_db_instance", "aws_rds_cluster"],
    rationale:
      "Automated backups are what point-in-time recovery stands on; without them the last dump is all there is.",
    remediation: "Set backup_retention_period = 7 or more, at most 35.",
    parameters: { backupRetentionDays },
    checks: [
      {
        id: "RDS-04.enabled",
        title: "Automated backups are made",
        severity: "high",
        equivalents: { checkov: ["CKV_AWS_133"] },
      },
      {
        id: "RDS-04.more-than-a-day",
        title: "Automated backups reach back more than a day",
        severity: "high",
        equivalents: { trivy: ["AVD-AWS-0077"] },
      },
      {
        id: "RDS-04.retention",
        title: "Automated backups are kept long enough",
        severity: "high",
        equivalents: { fsbp: ["RDS.11"] },
      },
    ],
    frameworks: frameworks({ nist: ["CP-9"], iso: ["A.8.13"], dpdp: ["6(1)(d)"], digit: ["backup"] }),
  },
  evaluate: (node, context) => {
    // What a replica holds is backed up with its source.
    if (isReplica(node)) return [];
    const days = Math.min(numberParameter(context, "backupRetentionDays", 7), longestDays);
    return [
      // RDS keeps them for 35 days at most and refuses more; a cluster that states nothing keeps one day.
      judge(node, path, node.type === "aws_rds_cluster" ? orAbsent(between(1, longestDays)) : between(1, longestDays), {
        check: "RDS-04.enabled",
        fails: "No automated backups are made.",
      }),
      judge(node, path, atLeast(2), {
        check: "RDS-04.more-than-a-day",
        fails: "Damage of the day before yesterday cannot be undone.",
      }),
      judge(node, path, atLeast(days), {
        check: "RDS-04.retention",
        fails: "Damage that is noticed late cannot be undone from automated backups.",
      }),
    ];
  },
};
