import type { RuleExamples } from "../../rule";
import { policyText, trust } from "../kit/policyExample";
import { example } from "../kit/scopedExample";

export const examples: RuleExamples = [
  example("iam-07-good", {
    resource: {
      aws_iam_role: {
        operator: { assume_role_policy: policyText(trust({ AWS: "arn:aws:iam::123456789012:role/directory" })) },
      },
    },
  }),
  example(
    "iam-07-bad",
    { resource: { aws_iam_user: { operator: { name: "iam-07-operator" } } } },
    { fails: [["IAM-07.user", "aws_iam_user.operator"]] },
  ),
];
