import type { JsonObject } from "../../../common/json";
import type { RuleExamples } from "../../rule";
import { example } from "../kit/scopedExample";

const baseline = (name: string, days: number): JsonObject => ({
  name,
  operating_system: "AMAZON_LINUX_2023",
  approval_rule: [
    {
      approve_after_days: days,
      patch_filter: [{ key: "CLASSIFICATION", values: ["Security"] }],
    },
  ],
});

export const examples: RuleExamples = [
  example("vuln-01-good", {
    resource: {
      aws_inspector2_enabler: { all: { account_ids: ["123456789012"], resource_types: ["EC2", "ECR", "LAMBDA"] } },
      aws_ssm_patch_baseline: { week: baseline("vuln-01-week", 7) },
    },
  }),
  example(
    "vuln-01-bad",
    {
      resource: {
        aws_inspector2_enabler: { lambda: { account_ids: ["123456789012"], resource_types: ["LAMBDA"] } },
        aws_ssm_patch_baseline: { quarter: baseline("vuln-01-quarter", 90) },
      },
    },
    {
      fails: [
        ["VULN-01.images", "aws_inspector2_enabler.lambda"],
        ["VULN-01.machines", "aws_inspector2_enabler.lambda"],
        ["VULN-01.patch-age", "aws_ssm_patch_baseline.quarter"],
      ],
    },
  ),
];
