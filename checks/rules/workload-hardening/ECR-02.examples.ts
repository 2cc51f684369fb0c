import type { JsonObject } from "../../../common/json";
import type { RuleExamples } from "../../rule";
import { example } from "../kit/scopedExample";

const registry = (filter: string, frequency: string): JsonObject => ({
  scan_type: "ENHANCED",
  rule: [{ scan_frequency: frequency, repository_filter: [{ filter, filter_type: "WILDCARD" }] }],
});

export const examples: RuleExamples = [
  example("ecr-02-good", {
    resource: {
      aws_ecr_repository: {
        own: { name: "ecr-02-own", image_scanning_configuration: { scan_on_push: true } },
      },
    },
  }),
  example("ecr-02-good-registry", {
    resource: {
      aws_ecr_registry_scanning_configuration: { all: registry("*", "CONTINUOUS_SCAN") },
      aws_ecr_repository: { silent: { name: "ecr-02-silent" } },
    },
  }),
  example(
    "ecr-02-bad",
    {
      resource: {
        aws_ecr_registry_scanning_configuration: { some: registry("other-*", "SCAN_ON_PUSH") },
        aws_ecr_repository: {
          silent: { name: "ecr-02-unscanned" },
          off: { name: "ecr-02-off", image_scanning_configuration: [{ scan_on_push: false }] },
        },
      },
    },
    {
      fails: [
        ["ECR-02.scan", "aws_ecr_repository.silent"],
        ["ECR-02.scan", "aws_ecr_repository.off"],
      ],
    },
  ),
  example(
    "ecr-02-bad-manual",
    {
      resource: {
        aws_ecr_registry_scanning_configuration: { manual: registry("*", "MANUAL") },
        aws_ecr_repository: { silent: { name: "ecr-02-by-hand" } },
      },
    },
    { fails: [["ECR-02.scan", "aws_ecr_repository.silent"]] },
  ),
];
