import type { RuleExamples } from "../../rule";
import { ref } from "../kit/example";
import { allow, policyText, trust } from "../kit/policyExample";
import { example } from "../kit/scopedExample";

const assume = policyText(trust({ Service: "ec2.amazonaws.com" }));

export const examples: RuleExamples = [
  example("iam-04-good", {
    resource: {
      aws_iam_role: { nodes: { assume_role_policy: assume } },
      aws_iam_policy: { own: { policy: policyText(allow("s3:GetObject", "arn:aws:s3:::files/*")) } },
      aws_iam_role_policy_attachment: {
        aws: {
          role: ref("aws_iam_role.nodes.name"),
          policy_arn: "arn:aws:iam::aws:policy/AmazonEKSWorkerNodePolicy",
        },
        own: { role: ref("aws_iam_role.nodes.name"), policy_arn: ref("aws_iam_policy.own.arn") },
      },
    },
  }),
  example(
    "iam-04-bad",
    {
      resource: {
        aws_iam_role: {
          nodes: {
            assume_role_policy: assume,
            managed_policy_arns: [
              "arn:aws:iam::aws:policy/ReadOnlyAccess",
              "arn:aws:iam::aws:policy/AdministratorAccess",
            ],
          },
        },
        aws_iam_role_policy_attachment: {
          admin: { role: "operator", policy_arn: "arn:aws:iam::aws:policy/AdministratorAccess" },
        },
        aws_iam_group_policy_attachment: {
          identities: { group: "people", policy_arn: "arn:aws:iam::aws:policy/IAMFullAccess" },
        },
      },
    },
    {
      fails: [
        ["IAM-04.administrator-policy", "aws_iam_role.nodes"],
        ["IAM-04.administrator-policy", "aws_iam_role_policy_attachment.admin"],
        ["IAM-04.administrator-policy", "aws_iam_group_policy_attachment.identities"],
      ],
    },
  ),
  example(
    "iam-04-bad-whole-service",
    {
      resource: {
        aws_iam_role: {
          worker: { assume_role_policy: assume, managed_policy_arns: ["arn:aws:iam::aws:policy/AmazonSQSFullAccess"] },
        },
        aws_iam_role_policy_attachment: {
          queues: { role: "nodes", policy_arn: "arn:aws:iam::aws:policy/AmazonSQSFullAccess" },
          nearly_all: { role: "nodes", policy_arn: "arn:aws:iam::aws:policy/PowerUserAccess" },
          reading: { role: "nodes", policy_arn: "arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess" },
        },
      },
    },
    {
      fails: [
        ["IAM-04.service-access", "aws_iam_role.worker"],
        ["IAM-04.service-access", "aws_iam_role_policy_attachment.queues"],
        ["IAM-04.service-access", "aws_iam_role_policy_attachment.nearly_all"],
      ],
    },
  ),
];
