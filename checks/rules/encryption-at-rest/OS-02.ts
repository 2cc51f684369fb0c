import type { Rule } from "../../rule";
import { frameworks, terraformInputs } from "../kit/frameworks";
import { judgeKey } from "../kit/keys";

export const rule: Rule = {
  metadata: {
    id: "OS-02",
    aliases: [],
    title: "Search domains use a customer key",
    control: "encryption-at-rest.search-key",
    severity: "medium",
    group: "encryption-at-rest",
    inputs: terraformInputs,
    resourceTypes: ["aws_opensearch_domain"],
    rationale: "A key of one's own decides who may read the indices besides IAM.",
    remediation: "Set encrypt_at_rest.kms_key_id to the ARN of a customer managed key.",
    parameters: {},
    checks: [
      {
        id: "OS-02.customer-key",
        title: "The domain is under a customer key",
        severity: "medium",
        equivalents: { checkov: ["CKV_AWS_247"] },
      },
    ],
    frameworks: frameworks({ nist: ["SC-28(1)", "SC-12"], iso: ["A.8.24"], dpdp: ["6(1)(a)"], digit: ["encryption"] }),
  },
  evaluate: (node, { graph }) => [
    judgeKey(
      node,
      "encrypt_at_rest[0].kms_key_id",
      { check: "OS-02.customer-key", fails: "The domain is under the key that AWS manages for it." },
      { filledIn: graph },
    ),
  ],
};
