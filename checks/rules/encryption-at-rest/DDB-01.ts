import type { Rule } from "../../rule";
import { frameworks, terraformInputs } from "../kit/frameworks";
import { judge } from "../kit/judge";
import { judgeKey } from "../kit/keys";
import { isTrue } from "../kit/predicates";

export const rule: Rule = {
  metadata: {
    id: "DDB-01",
    aliases: [],
    title: "Tables use a customer key",
    control: "encryption-at-rest.table-key",
    severity: "low",
    group: "encryption-at-rest",
    inputs: terraformInputs,
    resourceTypes: ["aws_dynamodb_table"],
    rationale: "DynamoDB encrypts by itself, with a key that is not yours unless you name one.",
    remediation:
      "Set server_side_encryption.enabled = true and server_side_encryption.kms_key_arn to the ARN of a customer managed key.",
    parameters: {},
    checks: [
      {
        id: "DDB-01.customer-key",
        title: "The table is under a customer key",
        severity: "low",
        equivalents: { checkov: ["CKV_AWS_119"], trivy: ["AVD-AWS-0025"] },
      },
    ],
    frameworks: frameworks({ nist: ["SC-28(1)"], iso: ["A.8.24"], dpdp: ["6(1)(a)"], digit: ["encryption"] }),
  },
  evaluate: (node, { graph }) => {
    const words = { check: "DDB-01.customer-key", fails: "The table is under a key of DynamoDB itself." };
    const enabled = judge(node, "server_side_encryption[0].enabled", isTrue(), words);
    return [
      enabled.status === "pass"
        ? judgeKey(node, "server_side_encryption[0].kms_key_arn", words, { filledIn: graph })
        : enabled,
    ];
  },
};
