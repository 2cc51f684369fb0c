import type { Rule } from "../../rule";
import { frameworks, terraformInputs } from "../kit/frameworks";
import { judge } from "../kit/judge";
import { judgeKey } from "../kit/keys";
import { oneOf } from "../kit/predicates";

export const rule: Rule = {
  metadata: {
    id: "ECR-03",
    aliases: [],
    title: "Image registries use KMS",
    control: "encryption-at-rest.registry",
    severity: "low",
    group: "encryption-at-rest",
    inputs: terraformInputs,
    resourceTypes: ["aws_ecr_repository"],
    rationale: "With KMS every pull needs a permission of the key, and is logged.",
    remediation: 'Set encryption_configuration.encryption_type = "KMS".',
    parameters: {},
    checks: [
      {
        id: "ECR-03.kms",
        title: "The repository is encrypted with KMS",
        severity: "low",
        equivalents: { checkov: ["CKV_AWS_136"] },
      },
      {
        id: "ECR-03.customer-key",
        title: "The repository is under a customer key",
        severity: "low",
        equivalents: { trivy: ["AVD-AWS-0033"] },
      },
    ],
    frameworks: frameworks({ nist: ["SC-28(1)"], iso: ["A.8.24"], digit: ["encryption"] }),
  },
  evaluate: (node, { graph }) => [
    judge(node, "encryption_configuration[0].encryption_type", oneOf(["KMS", "KMS_DSSE"]), {
      check: "ECR-03.kms",
      fails: "Images are under a key of S3 itself.",
    }),
    judgeKey(
      node,
      "encryption_configuration[0].kms_key",
      { check: "ECR-03.customer-key", fails: "Images are under no key of yours." },
      { filledIn: graph },
    ),
  ],
};
