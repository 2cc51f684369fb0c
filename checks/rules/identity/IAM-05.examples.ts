import type { RuleExamples } from "../../rule";
import { ref } from "../kit/example";
import { allow, policyText } from "../kit/policyExample";
import { example } from "../kit/scopedExample";

const policy = policyText(allow("s3:GetObject", "arn:aws:s3:::example/*"));
const arn = "arn:aws:iam::aws:policy/ReadOnlyAccess";

export const examples: RuleExamples = [
  example("iam-05-good", {
    resource: {
      aws_iam_group_policy: { readers: { group: "readers", policy } },
      aws_iam_role_policy_attachment: { readers: { role: "readers", policy_arn: arn } },
      aws_iam_policy_attachment: {
        roles: { name: "readers", roles: ["readers"], policy_arn: arn },
        empty: { name: "nobody", roles: ["readers"], users: [], policy_arn: arn },
        blank: { name: "no-name", roles: ["readers"], users: [""], policy_arn: arn },
      },
    },
  }),
  example(
    "iam-05-bad",
    {
      resource: {
        aws_iam_user: { clerk: { name: "clerk" } },
        aws_iam_user_policy: { clerk: { user: ref("aws_iam_user.clerk.name"), policy } },
        aws_iam_user_policy_attachment: { clerk: { user: "clerk", policy_arn: arn } },
        aws_iam_policy_attachment: {
          clerk: { name: "readers", users: [ref("aws_iam_user.clerk.name")], policy_arn: arn },
        },
      },
    },
    {
      fails: [
        ["IAM-05.user-policy", "aws_iam_user_policy.clerk"],
        ["IAM-05.user-policy", "aws_iam_user_policy_attachment.clerk"],
        ["IAM-05.user-policy", "aws_iam_policy_attachment.clerk"],
      ],
    },
  ),
];
