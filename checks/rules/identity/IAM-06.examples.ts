import type { RuleExamples } from "../../rule";
import { allow, policyText } from "../kit/policyExample";
import { example } from "../kit/scopedExample";

export const examples: RuleExamples = [
  example("iam-06-good", {
    resource: {
      aws_iam_policy: {
        narrow: {
          policy: policyText(
            allow("iam:PassRole", "arn:aws:iam::123456789012:role/backup"),
            allow(["ec2:RunInstances", "ec2:DescribeInstances"], "*"),
            allow("s3:GetObject", "arn:aws:s3:::files/*"),
          ),
        },
        passed_to_one_service: {
          policy: policyText(
            allow("iam:PassRole", "*", {
              Condition: { StringEquals: { "iam:PassedToService": "backup.amazonaws.com" } },
            }),
            allow("cloudformation:CreateStack", "*"),
          ),
        },
        deny: { policy: policyText({ Effect: "Deny", Action: ["s3:GetObject", "iam:*"], Resource: "*" }) },
      },
    },
  }),
  example(
    "iam-06-bad-combination",
    {
      resource: {
        aws_iam_policy: {
          main: { policy: policyText(allow("iam:PassRole", "*"), allow(["ec2:RunInstances"], "*")) },
        },
      },
    },
    {
      fails: [
        ["IAM-06.privilege-escalation", "aws_iam_policy.main"],
        ["IAM-06.permissions-management", "aws_iam_policy.main"],
      ],
    },
  ),
  example(
    "iam-06-bad-data-and-credentials",
    {
      resource: {
        aws_iam_policy: {
          reader: { policy: policyText(allow(["secretsmanager:Get*", "s3:Get*"], "*")) },
          anybody: { policy: policyText(allow("sts:AssumeRole", "*")) },
          keys: { policy: policyText(allow("kms:PutKeyPolicy", "*")) },
        },
      },
    },
    {
      fails: [
        ["IAM-06.data-exfiltration", "aws_iam_policy.reader"],
        ["IAM-06.credential-exposure", "aws_iam_policy.anybody"],
        ["IAM-06.permissions-management", "aws_iam_policy.keys"],
      ],
    },
  ),
];
