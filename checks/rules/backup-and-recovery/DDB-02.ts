import type { Rule } from "../../rule";
import { frameworks, terraformInputs } from "../kit/frameworks";
import { judge } from "../kit/judge";
import { isTrue } from "../kit/predicates";

export const rule: Rule = {
  metadata: {
    id: "DDB-02",
    aliases: [],
    title: "Tables can be restored to a point in time",
    control: "backup-and-recovery.table-point-in-time",
    severity: "medium",
    group: "backup-and-recovery",
    inputs: terraformInputs,
    resourceTypes: ["aws_dynamodb_table"],
    rationale: "Point-in-time recovery undoes a wrong write of the last 35 days.",
    remediation: "Set point_in_time_recovery.enabled = true.",
    parameters: {},
    checks: [
      {
        id: "DDB-02.point-in-time",
        title: "Point-in-time recovery is on",
        severity: "medium",
        equivalents: { checkov: ["CKV_AWS_28"], trivy: ["AVD-AWS-0024"], fsbp: ["DynamoDB.2"] },
      },
    ],
    frameworks: frameworks({ nist: ["CP-9"], iso: ["A.8.13"], dpdp: ["6(1)(d)"], digit: ["backup"] }),
  },
  evaluate: (node) => [
    judge(node, "point_in_time_recovery[0].enabled", isTrue(), {
      check: "DDB-02.point-in-time",
      fails: "A wrong write cannot be undone.",
    }),
  ],
};
