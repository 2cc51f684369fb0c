import type { RuleExamples } from "../../rule";
import { ref } from "../kit/example";
import { example } from "../kit/scopedExample";

export const examples: RuleExamples = [
  example("iam-08-good", {
    resource: {
      aws_iam_user: { mail: { name: "iam-08-mail" } },
      aws_iam_access_key: { mail: { user: ref("aws_iam_user.mail.name") }, other: { user: "groot" } },
    },
  }),
  example(
    "iam-08-bad",
    {
      resource: {
        aws_iam_user: { named: { name: "root" } },
        aws_iam_access_key: { root: { user: "root" }, named: { user: ref("aws_iam_user.named.name") } },
      },
    },
    {
      fails: [
        ["IAM-08.root-key", "aws_iam_access_key.root"],
        ["IAM-08.root-key", "aws_iam_access_key.named"],
      ],
    },
  ),
];
