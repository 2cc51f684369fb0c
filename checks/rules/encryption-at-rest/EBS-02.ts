import type { Rule } from "../../rule";
import { frameworks, terraformInputs } from "../kit/frameworks";
import { judgeKey } from "../kit/keys";

export const rule: Rule = {
  metadata: {
    id: "EBS-02",
    aliases: [],
    title: "Volumes use a customer key",
    control: "encryption-at-rest.block-store-key",
    severity: "low",
    group: "encryption-at-rest",
    inputs: terraformInputs,
    resourceTypes: ["aws_ebs_volume"],
    rationale: "Snapshots under a key of one's own can be shared with a vault account, and with nobody else.",
    remediation: "Set kms_key_id to the ARN of a customer managed key.",
    parameters: {},
    checks: [
      {
        id: "EBS-02.customer-key",
        title: "The volume is under a customer key",
        severity: "low",
        equivalents: { checkov: ["CKV_AWS_189"], trivy: ["AVD-AWS-0027"] },
      },
    ],
    frameworks: frameworks({ nist: ["SC-28(1)", "SC-12"], iso: ["A.8.24"], dpdp: ["6(1)(a)"], digit: ["encryption"] }),
  },
  evaluate: (node, { graph }) => [
    judgeKey(
      node,
      "kms_key_id",
      { check: "EBS-02.customer-key", fails: "The volume is not under a customer key." },
      { filledIn: graph },
    ),
  ],
};
