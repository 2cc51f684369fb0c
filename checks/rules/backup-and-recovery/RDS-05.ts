import type { Rule } from "../../rule";
import { frameworks, terraformInputs } from "../kit/frameworks";
import { judge } from "../kit/judge";
import { isFalse, isTrue, orAbsent } from "../kit/predicates";
import { isReplica } from "../kit/rds";

export const rule: Rule = {
  metadata: {
    id: "RDS-05",
    aliases: [],
    title: "Databases cannot be deleted by accident",
    control: "backup-and-recovery.database-deletion",
    severity: "medium",
    group: "backup-and-recovery",
    inputs: terraformInputs,
    resourceTypes: ["aws_db_instance", "aws_rds_cluster"],
    rationale: "Automated backups go with the database; protection and the last snapshot are what stays.",
    remediation:
      "Set deletion_protection = true and leave skip_final_snapshot false, with final_snapshot_identifier set.",
    parameters: {},
    checks: [
      {
        id: "RDS-05.deletion-protection",
        title: "Deletion is refused until somebody lifts the protection",
        severity: "medium",
        equivalents: {
          checkov: ["CKV_AWS_293", "CKV_AWS_139"],
          trivy: ["AVD-AWS-0177", "AVD-AWS-0343"],
          fsbp: ["RDS.7", "RDS.8"],
        },
      },
      {
        id: "RDS-05.final-snapshot",
        title: "A last snapshot is taken on deletion",
        severity: "medium",
        equivalents: {},
      },
    ],
    frameworks: frameworks({ nist: ["CP-9", "CM-3"], iso: ["A.8.13"], dpdp: ["6(1)(d)"], digit: ["backup"] }),
  },
  evaluate: (node) => {
    const protection = judge(node, "deletion_protection", isTrue(), {
      check: "RDS-05.deletion-protection",
      fails: "One destroy, or one change that replaces it, deletes the database.",
    });
    // A replica has no snapshot of its own to leave.
    if (isReplica(node)) return [protection];
    const snapshot = judge(node, "skip_final_snapshot", orAbsent(isFalse()), {
      check: "RDS-05.final-snapshot",
      fails: "Nothing of the database is left after its deletion.",
    });
    return [protection, snapshot];
  },
};
