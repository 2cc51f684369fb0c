import type { Rule } from "../../rule";
import { frameworks, terraformInputs } from "../kit/frameworks";
import { judgeKey } from "../kit/keys";

export const rule: Rule = {
  metadata: {
    id: "MSK-02",
    aliases: [],
    title: "Message brokers use a customer key",
    control: "encryption-at-rest.broker-key",
    severity: "medium",
    group: "encryption-at-rest",
    inputs: terraformInputs,
    resourceTypes: ["aws_msk_cluster"],
    rationale:
      "Topics carry every change of a record; MSK encrypts them, with a key that is not yours unless you name one.",
    remediation: "Set encryption_info.encryption_at_rest_kms_key_arn to the ARN of a customer managed key.",
    parameters: {},
    checks: [
      {
        id: "MSK-02.customer-key",
        title: "The cluster is under a customer key",
        severity: "medium",
        equivalents: { trivy: ["AVD-AWS-0179"] },
      },
    ],
    frameworks: frameworks({ nist: ["SC-28(1)"], iso: ["A.8.24"], dpdp: ["6(1)(a)"], digit: ["encryption"] }),
  },
  evaluate: (node, { graph }) => [
    judgeKey(
      node,
      "encryption_info[0].encryption_at_rest_kms_key_arn",
      { check: "MSK-02.customer-key", fails: "The brokers' storage is under the key that AWS manages for MSK." },
      { filledIn: graph },
    ),
  ],
};
