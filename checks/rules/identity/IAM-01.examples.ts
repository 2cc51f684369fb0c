import type { RuleExamples } from "../../rule";
import { ref } from "../kit/example";
import { allow, policyText } from "../kit/policyExample";
import { example } from "../kit/scopedExample";

export const examples: RuleExamples = [
  example("iam-01-good", {
    resource: {
      aws_iam_policy: {
        narrow: { policy: policyText(allow(["s3:GetObject"], "arn:aws:s3:::files/*")) },
        deny_all: { policy: policyText({ Effect: "Deny", Action: "*", Resource: "*" }) },
      },
    },
  }),
  example("iam-01-good-with-holes", {
    resource: {
      aws_s3_bucket: { files: { bucket_prefix: "iam-01-" } },
      aws_iam_policy: {
        files: { policy: policyText(allow("s3:GetObject", ref("aws_s3_bucket.files.arn"))) },
        all_of_one: { policy: policyText(allow("s3:*", `${ref("aws_s3_bucket.files.arn")}/*`)) },
      },
    },
  }),
  example(
    "iam-01-bad-text",
    {
      resource: {
        aws_iam_role_policy: {
          everything: {
            role: "operator",
            policy: policyText(allow("s3:GetObject", "arn:aws:s3:::files/*"), allow(["*"], ["*"])),
          },
        },
        aws_iam_policy: { identities: { policy: policyText(allow("iam:*", "*")) } },
      },
    },
    {
      fails: [
        ["IAM-01.full-administration", "aws_iam_role_policy.everything"],
        ["IAM-01.all-actions", "aws_iam_role_policy.everything"],
        ["IAM-01.identity-administration", "aws_iam_role_policy.everything"],
        ["IAM-01.identity-administration", "aws_iam_policy.identities"],
      ],
    },
  ),
  example(
    "iam-01-bad-everything-with-some",
    {
      resource: {
        aws_iam_user_policy: {
          bucket: { user: "clerk", policy: policyText(allow("*", "arn:aws:s3:::files/*")) },
          buckets: { user: "clerk", policy: policyText(allow("*", ["arn:aws:s3:::*"])) },
          roles: { user: "clerk", policy: policyText(allow("iam:*", "arn:aws:iam::123456789012:role/app/*")) },
        },
      },
    },
    {
      fails: [
        ["IAM-01.all-actions", "aws_iam_user_policy.bucket"],
        ["IAM-01.all-actions", "aws_iam_user_policy.buckets"],
        ["IAM-01.identity-administration", "aws_iam_user_policy.roles"],
      ],
    },
  ),
  example("iam-01-good-document-of-a-resource", {
    data: {
      aws_iam_policy_document: {
        key: {
          statement: [
            {
              actions: ["kms:*"],
              resources: ["*"],
              principals: [{ type: "AWS", identifiers: ["arn:aws:iam::123456789012:root"] }],
            },
          ],
        },
      },
    },
  }),
  example(
    "iam-01-bad-all-but-some",
    {
      resource: {
        aws_iam_group_policy: {
          power: {
            group: "developers",
            policy: policyText({ Effect: "Allow", NotAction: ["iam:*", "organizations:*"], Resource: "*" }),
          },
        },
      },
    },
    { fails: [["IAM-01.full-administration", "aws_iam_group_policy.power"]] },
  ),
  example(
    "iam-01-bad-document-and-jsonencode",
    {
      data: {
        aws_iam_policy_document: { all: { statement: [{ actions: ["*:*"], resources: ["*"] }] } },
      },
      resource: {
        aws_iam_policy: {
          document: { policy: ref("data.aws_iam_policy_document.all.json") },
          encoded: { policy: ref('jsonencode({ Statement = { Effect = "Allow", Action = "*", Resource = "*" } })') },
        },
      },
    },
    {
      fails: [
        ["IAM-01.full-administration", "data.aws_iam_policy_document.all"],
        ["IAM-01.all-actions", "data.aws_iam_policy_document.all"],
        ["IAM-01.identity-administration", "data.aws_iam_policy_document.all"],
        ["IAM-01.full-administration", "aws_iam_policy.document"],
        ["IAM-01.all-actions", "aws_iam_policy.document"],
        ["IAM-01.all-actions", "aws_iam_policy.encoded"],
        ["IAM-01.identity-administration", "aws_iam_policy.document"],
        ["IAM-01.identity-administration", "aws_iam_policy.encoded"],
        ["IAM-01.full-administration", "aws_iam_policy.encoded"],
      ],
    },
  ),
];
