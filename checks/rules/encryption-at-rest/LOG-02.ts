import type { Rule } from "../../rule";
import { frameworks, terraformInputs } from "../kit/frameworks";
import { judgeKey } from "../kit/keys";

export const rule: Rule = {
  metadata: {
    id: "LOG-02",
    aliases: [],
    title: "Log groups use a customer key",
    control: "encryption-at-rest.logs-key",
    severity: "medium",
    group: "encryption-at-rest",
    inputs: terraformInputs,
    resourceTypes: ["aws_cloudwatch_log_group"],
    rationale: "Logs repeat what passes through the system; a key of one's own decides who reads them besides IAM.",
    remediation: "Set kms_key_id to the ARN of a key whose policy admits logs.<region>.amazonaws.com.",
    parameters: {},
    checks: [
      {
        id: "LOG-02.customer-key",
        title: "The log group is under a customer key",
        severity: "medium",
        equivalents: { checkov: ["CKV_AWS_158"], trivy: ["AVD-AWS-0017"] },
      },
    ],
    frameworks: frameworks({
      nist: ["SC-28(1)", "AU-9(3)"],
      iso: ["A.8.24", "A.8.15"],
      dpdp: ["6(1)(a)"],
      digit: ["encryption"],
    }),
  },
  evaluate: (node) => [
    judgeKey(node, "kms_key_id", {
      check: "LOG-02.customer-key",
      fails: "The log group is under a key of CloudWatch itself.",
    }),
  ],
};
