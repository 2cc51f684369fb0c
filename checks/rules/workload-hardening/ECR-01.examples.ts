import type { RuleExamples } from "../../rule";
import { example } from "../kit/scopedExample";

export const examples: RuleExamples = [
  example("ecr-01-good", {
    resource: { aws_ecr_repository: { fixed: { name: "ecr-01-fixed", image_tag_mutability: "IMMUTABLE" } } },
  }),
  example(
    "ecr-01-bad",
    {
      resource: {
        aws_ecr_repository: {
          silent: { name: "ecr-01-silent" },
          moving: { name: "ecr-01-moving", image_tag_mutability: "MUTABLE" },
        },
      },
    },
    {
      fails: [
        ["ECR-01.immutable", "aws_ecr_repository.silent"],
        ["ECR-01.immutable", "aws_ecr_repository.moving"],
      ],
    },
  ),
];
