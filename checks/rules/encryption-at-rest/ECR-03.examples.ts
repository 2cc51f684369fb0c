import type { RuleExamples } from "../../rule";
import { ref, rootModule } from "../kit/example";

export const examples: RuleExamples = [
  {
    name: "kms",
    terraform: rootModule({
      resource: {
        aws_ecr_repository: {
          ecr_03_kms: {
            name: "ecr-03-kms",
            encryption_configuration: { encryption_type: "KMS", kms_key: ref("aws_kms_key.ecr_03_own.arn") },
          },
        },
        aws_kms_key: { ecr_03_own: { description: "ecr-03" } },
      },
    }),
    fails: [],
  },
  {
    name: "managed-key",
    terraform: rootModule({
      resource: {
        aws_ecr_repository: {
          ecr_03_managed: { name: "ecr-03-managed", encryption_configuration: { encryption_type: "KMS" } },
        },
      },
    }),
    fails: [{ check: "ECR-03.customer-key", resource: "aws_ecr_repository.ecr_03_managed" }],
  },
  {
    name: "aes",
    terraform: rootModule({
      resource: {
        aws_ecr_repository: {
          ecr_03_absent: { name: "ecr-03-absent" },
          ecr_03_aes: { name: "ecr-03-aes", encryption_configuration: [{ encryption_type: "AES256" }] },
        },
      },
    }),
    fails: [
      { check: "ECR-03.kms", resource: "aws_ecr_repository.ecr_03_absent" },
      { check: "ECR-03.customer-key", resource: "aws_ecr_repository.ecr_03_absent" },
      { check: "ECR-03.customer-key", resource: "aws_ecr_repository.ecr_03_aes" },
      { check: "ECR-03.kms", resource: "aws_ecr_repository.ecr_03_aes" },
    ],
  },
];
