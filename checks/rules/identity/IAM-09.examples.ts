import type { JsonObject } from "../../../common/json";
import type { RuleExamples } from "../../rule";
import { policyText } from "../kit/policyExample";
import { example } from "../kit/scopedExample";

const role = (issuer: string, condition: JsonObject): JsonObject => ({
  assume_role_policy: policyText({
    Effect: "Allow",
    Principal: { Federated: `arn:aws:iam::123456789012:oidc-provider/${issuer}` },
    Action: "sts:AssumeRoleWithWebIdentity",
    Condition: condition,
  }),
});
const pipelines = "token.actions.githubusercontent.com";
const pods = "oidc.eks.ap-south-1.amazonaws.com/id/EXAMPLE";
const like = (issuer: string, ...subjects: readonly string[]): JsonObject => ({
  StringEquals: { [`${issuer}:aud`]: "sts.amazonaws.com" },
  StringLike: { [`${issuer}:sub`]: subjects },
});

export const examples: RuleExamples = [
  example("iam-09-good", {
    resource: {
      aws_iam_role: {
        branch: role(pipelines, {
          StringEquals: {
            [`${pipelines}:aud`]: "sts.amazonaws.com",
            [`${pipelines}:sub`]: "repo:egovernments/digit:ref:refs/heads/main",
          },
        }),
        repository: role(pipelines, like(pipelines, "repo:egovernments/digit:*")),
        pod: role(pods, like(pods, "system:serviceaccount:egov:filestore")),
      },
    },
  }),
  example(
    "iam-09-bad-github-claims",
    {
      data: {
        aws_iam_policy_document: {
          written: {
            statement: [
              {
                actions: ["sts:AssumeRoleWithWebIdentity"],
                principals: [
                  {
                    type: "Federated",
                    identifiers: [`arn:aws:iam::123456789012:oidc-provider/${pipelines}`],
                  },
                ],
                condition: [{ test: "StringLike", variable: `${pipelines}:sub`, values: ["*"] }],
              },
            ],
          },
        },
      },
      resource: {
        aws_iam_role: {
          chosen: role(pipelines, {
            StringEquals: { [`${pipelines}:sub`]: "workflow:deploy:repo:egovernments/digit" },
          }),
          slip: role(pipelines, { StringEquals: { [`${pipelines}:sub`]: "repo:egovernments*" } }),
        },
      },
    },
    {
      fails: [
        ["IAM-09.subject", "data.aws_iam_policy_document.written"],
        ["IAM-09.github-owner", "data.aws_iam_policy_document.written"],
        ["IAM-09.github-owner", "aws_iam_role.chosen"],
        ["IAM-09.github-owner", "aws_iam_role.slip"],
      ],
    },
  ),
  example(
    "iam-09-bad",
    {
      resource: {
        aws_iam_role: {
          anyone: role(pipelines, like(pipelines, "repo:*")),
          whole_owner: role(pipelines, like(pipelines, "repo:egovernments/*")),
          one_wide_alternative: role(
            pods,
            like(pods, "system:serviceaccount:egov:filestore", "system:serviceaccount:egov:*"),
          ),
          no_subject: role(pods, { StringEquals: { [`${pods}:aud`]: "sts.amazonaws.com" } }),
        },
      },
    },
    {
      fails: [
        ["IAM-09.github-owner", "aws_iam_role.anyone"],
        ["IAM-09.subject", "aws_iam_role.anyone"],
        ["IAM-09.subject", "aws_iam_role.whole_owner"],
        ["IAM-09.subject", "aws_iam_role.one_wide_alternative"],
        ["IAM-09.subject", "aws_iam_role.no_subject"],
      ],
    },
  ),
];
