import type { JsonObject } from "../../../common/json";
import type { RuleExamples } from "../../rule";
import { ref } from "../kit/example";
import { policyText, trust } from "../kit/policyExample";
import { example } from "../kit/scopedExample";

const role = (...statements: readonly JsonObject[]): JsonObject => ({ assume_role_policy: policyText(...statements) });
const provider = "arn:aws:iam::123456789012:oidc-provider/oidc.eks.ap-south-1.amazonaws.com/id/EXAMPLE";
const issuer = "oidc.eks.ap-south-1.amazonaws.com/id/EXAMPLE";
const federated = (conditions: JsonObject): JsonObject => ({
  Effect: "Allow",
  Principal: { Federated: provider },
  Action: "sts:AssumeRoleWithWebIdentity",
  Condition: { StringEquals: conditions },
});

const document = (principals: JsonObject, parts: JsonObject = {}): JsonObject => ({
  statement: { actions: ["sns:Publish"], resources: ["*"], principals, ...parts },
});

export const examples: RuleExamples = [
  example("iam-03-good", {
    resource: {
      aws_iam_role: {
        service: role(trust({ Service: "eks.amazonaws.com" })),
        one_role: role(trust({ AWS: "arn:aws:iam::999999999999:role/auditor" })),
        vendor: role(
          trust(
            { AWS: "arn:aws:iam::999999999999:root" },
            { Condition: { StringEquals: { "sts:ExternalId": "digit-1" } } },
          ),
        ),
        organisation: role(
          trust({ AWS: "*" }, { Condition: { StringEquals: { "aws:PrincipalOrgID": "o-a1b2c3d4e5" } } }),
        ),
        pods: role(
          federated({
            [`${issuer}:sub`]: "system:serviceaccount:egov:filestore",
            [`${issuer}:aud`]: "sts.amazonaws.com",
          }),
        ),
      },
    },
  }),
  example("iam-03-good-role-of-the-same-module", {
    resource: {
      aws_iam_role: {
        first: role(trust({ Service: "ec2.amazonaws.com" })),
        second: role(trust({ AWS: ref("aws_iam_role.first.arn") })),
      },
    },
  }),
  example(
    "iam-03-bad-everybody",
    {
      resource: {
        aws_iam_role: {
          star: role(trust("*")),
          aws: role(trust({ AWS: ["arn:aws:iam::123456789012:role/x", "*"] })),
          condition_that_names_nobody: role(
            trust({ AWS: "*" }, { Condition: { Bool: { "aws:SecureTransport": "true" } } }),
          ),
        },
      },
    },
    {
      fails: [
        ["IAM-03.everybody", "aws_iam_role.star"],
        ["IAM-03.everybody", "aws_iam_role.aws"],
        ["IAM-03.everybody", "aws_iam_role.condition_that_names_nobody"],
      ],
    },
  ),
  example(
    "iam-03-bad-whole-account",
    {
      resource: {
        aws_iam_role: {
          root: role(trust({ AWS: "arn:aws:iam::999999999999:root" })),
          number: role(trust({ AWS: "999999999999" })),
        },
      },
    },
    {
      fails: [
        ["IAM-03.whole-account", "aws_iam_role.root"],
        ["IAM-03.whole-account", "aws_iam_role.number"],
      ],
    },
  ),
  example(
    "iam-03-bad-oidc",
    {
      resource: {
        aws_iam_role: {
          no_conditions: role({
            Effect: "Allow",
            Principal: { Federated: provider },
            Action: "sts:AssumeRoleWithWebIdentity",
          }),
          audience_only: role(federated({ [`${issuer}:aud`]: "sts.amazonaws.com" })),
        },
      },
    },
    {
      fails: [
        ["IAM-03.oidc-conditions", "aws_iam_role.no_conditions"],
        ["IAM-03.oidc-conditions", "aws_iam_role.audience_only"],
      ],
    },
  ),
  example("iam-03-good-documents", {
    data: {
      aws_iam_policy_document: {
        named: document({ type: "AWS", identifiers: ["arn:aws:iam::123456789012:role/reader"] }),
        organisation: document(
          { type: "AWS", identifiers: ["*"] },
          { condition: { test: "StringEquals", variable: "aws:PrincipalOrgID", values: ["o-a1b2c3d4e5"] } },
        ),
        refusal: document({ type: "*", identifiers: ["*"] }, { effect: "Deny" }),
      },
    },
  }),
  example(
    "iam-03-bad-documents",
    {
      data: {
        aws_iam_policy_document: {
          everybody: document({ type: "AWS", identifiers: ["*"] }),
          all_but_one: document(
            { type: "*", identifiers: ["*"] },
            { condition: { test: "StringNotEquals", variable: "aws:PrincipalAccount", values: ["123456789012"] } },
          ),
        },
      },
    },
    {
      fails: [
        ["IAM-03.document", "data.aws_iam_policy_document.everybody"],
        ["IAM-03.document", "data.aws_iam_policy_document.all_but_one"],
      ],
    },
  ),
];
