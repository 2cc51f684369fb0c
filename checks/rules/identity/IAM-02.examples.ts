import type { RuleExamples } from "../../rule";
import { ref } from "../kit/example";
import { allow, policyText } from "../kit/policyExample";
import { example } from "../kit/scopedExample";

export const examples: RuleExamples = [
  example("iam-02-good", {
    resource: {
      aws_kms_key: { files: { enable_key_rotation: true } },
      aws_iam_policy: {
        named: { policy: policyText(allow(["kms:Decrypt", "kms:GenerateDataKey"], ref("aws_kms_key.files.arn"))) },
        cannot_be_limited: {
          policy: policyText(
            allow(
              ["ecr:GetAuthorizationToken", "sts:GetCallerIdentity", "ec2:DescribeInstances", "autoscaling:Describe*"],
              "*",
            ),
          ),
        },
        tied_by_tag: {
          policy: policyText(
            allow(["ec2:DeleteVolume", "ec2:AttachVolume"], "*", {
              Condition: { StringEquals: { "aws:ResourceTag/owner": "digit" } },
            }),
          ),
        },
        deny: { policy: policyText({ Effect: "Deny", Action: "s3:*", Resource: "*" }) },
      },
    },
  }),
  example(
    "iam-02-bad-all-resources",
    {
      resource: {
        aws_iam_policy: {
          one_of_two: { policy: policyText(allow(["ecr:GetAuthorizationToken", "s3:GetObject"], "*")) },
          by_arn: { policy: policyText(allow("s3:GetObject", "arn:aws:s3:::*")) },
          condition_that_ties_nothing: {
            policy: policyText(
              allow("kms:Decrypt", "*", { Condition: { StringLike: { "aws:ResourceTag/owner": "*" } } }),
            ),
          },
        },
      },
    },
    {
      fails: [
        ["IAM-02.resource-wildcard", "aws_iam_policy.one_of_two"],
        ["IAM-02.resource-wildcard", "aws_iam_policy.by_arn"],
        ["IAM-02.resource-wildcard", "aws_iam_policy.condition_that_ties_nothing"],
      ],
    },
  ),
  example(
    "iam-02-bad-describes-everything",
    { resource: { aws_iam_policy: { reader: { policy: policyText(allow("ec2:Describe*", "*")) } } } },
    { fails: [["IAM-02.describe-wildcard", "aws_iam_policy.reader"]] },
  ),
  example(
    "iam-02-bad-whole-service",
    {
      resource: {
        aws_s3_bucket: { files: { bucket_prefix: "iam-02-" } },
        aws_iam_role: {
          worker: {
            assume_role_policy: policyText({
              Effect: "Allow",
              Principal: { Service: "ec2.amazonaws.com" },
              Action: "sts:AssumeRole",
            }),
            inline_policy: [{ name: "files", policy: policyText(allow("s3:*", ref("aws_s3_bucket.files.arn"))) }],
          },
        },
      },
    },
    { fails: [["IAM-02.service-wildcard", "aws_iam_role.worker"]] },
  ),
];
