import type { Rule } from "../../rule";
import { frameworks, terraformInputs } from "../kit/frameworks";
import { judge } from "../kit/judge";
import { isSet } from "../kit/predicates";

/** The trail also goes to CloudWatch Logs, where alarms read it. */
export const rule: Rule = {
  metadata: {
    id: "TRAIL-05",
    aliases: [],
    title: "Alarms can read the trail",
    control: "audit.trail-monitoring",
    severity: "low",
    group: "audit-and-retention",
    inputs: terraformInputs,
    resourceTypes: ["aws_cloudtrail"],
    rationale: "Files in a bucket tell what happened afterwards; CERT-In's six hours to report begin when one notices.",
    remediation: "Set cloud_watch_logs_group_arn and cloud_watch_logs_role_arn on the trail.",
    parameters: {},
    checks: [
      {
        id: "TRAIL-05.log-group",
        title: "The trail has a log group",
        severity: "low",
        equivalents: { checkov: ["CKV2_AWS_10"], trivy: ["AVD-AWS-0162"], fsbp: ["CloudTrail.5"] },
      },
    ],
    frameworks: frameworks({
      nist: ["AU-6"],
      iso: ["A.8.15", "A.8.16"],
      dpdp: ["6(1)(c)"],
      digit: ["incident"],
    }),
  },

  evaluate: (node) => [
    judge(node, "cloud_watch_logs_group_arn", isSet("ARN of a log group"), {
      check: "TRAIL-05.log-group",
      fails: "The trail goes to no log group, so no alarm reads it",
      passes: "The trail goes to a log group",
    }),
  ],
};
