import type { RuleExamples } from "../../rule";
import { rootModule } from "../kit/example";

export const examples: RuleExamples = [
  {
    name: "kms",
    terraform: rootModule({
      resource: {
        aws_ecr_repository: {
          ecr_03_kms: { name: "ecr-03-kms", encryption_configuration: { encryption_type: "KMS" } },
        },
      },
    }),
    fails: [],
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
      { check: "ECR-03.kms", resource: "aws_ecr_repository.ecr_03_aes" },
    ],
  },
];
