import type { Json } from "../../../common/json";
import type { RuleExamples } from "../../rule";
import { ref, rootModule } from "../kit/example";

const check = "S3-07.tls-only";

function deny(resources: Json, more: { readonly [key: string]: Json } = {}): string {
  return JSON.stringify({
    Version: "2012-10-17",
    Statement: [
      {
        Sid: "TlsOnly",
        Effect: "Deny",
        Principal: "*",
        Action: "s3:*",
        Resource: resources,
        Condition: { Bool: { "aws:SecureTransport": "false" } },
        ...more,
      },
    ],
  });
}

function both(bucket: string): Json {
  return [ref(`aws_s3_bucket.${bucket}.arn`), `${ref(`aws_s3_bucket.${bucket}.arn`)}/*`];
}

function modules(policies: Readonly<Record<string, string>>) {
  const names = Object.keys(policies);
  return {
    aws_s3_bucket: Object.fromEntries(names.map((name) => [name, { bucket: name.replaceAll("_", "-") }])),
    aws_s3_bucket_policy: Object.fromEntries(
      names.map((name) => [name, { bucket: ref(`aws_s3_bucket.${name}.id`), policy: policies[name] ?? "" }]),
    ),
  };
}

const lacking = {
  s3_07_objects_only: deny(`${ref("aws_s3_bucket.s3_07_objects_only.arn")}/*`),
  s3_07_bucket_only: deny(ref("aws_s3_bucket.s3_07_bucket_only.arn")),
  s3_07_true: deny(both("s3_07_true"), { Condition: { Bool: { "aws:SecureTransport": "true" } } }),
  s3_07_allow: deny(both("s3_07_allow"), {
    Effect: "Allow",
    Principal: { AWS: "arn:aws:iam::123456789012:root" },
    Condition: { Bool: { "aws:SecureTransport": "true" } },
  }),
  s3_07_one_action: deny(both("s3_07_one_action"), { Action: "s3:GetObject" }),
  s3_07_second_condition: deny(both("s3_07_second_condition"), {
    Condition: {
      Bool: { "aws:SecureTransport": "false" },
      StringEquals: { "aws:PrincipalAccount": "123456789012" },
    },
  }),
  s3_07_one_principal: deny(both("s3_07_one_principal"), { Principal: { AWS: "arn:aws:iam::123456789012:role/x" } }),
};

export const examples: RuleExamples = [
  {
    name: "tls-only",
    terraform: rootModule({
      resource: modules({
        s3_07_both: deny(both("s3_07_both")),
        s3_07_aws_star: deny(both("s3_07_aws_star"), { Principal: { AWS: "*" } }),
        s3_07_star: deny("*", { Action: ["s3:*"] }),
        s3_07_literal: deny(["arn:aws:s3:::s3-07-literal", "arn:aws:s3:::s3-07-literal/*"]),
      }),
    }),
    fails: [],
  },
  {
    name: "policy-document",
    terraform: rootModule({
      data: {
        aws_iam_policy_document: {
          s3_07_document: {
            statement: {
              effect: "Deny",
              actions: ["s3:*"],
              resources: both("s3_07_document"),
              principals: { type: "*", identifiers: ["*"] },
              condition: { test: "Bool", variable: "aws:SecureTransport", values: ["false"] },
            },
          },
        },
      },
      resource: modules({ s3_07_document: ref("data.aws_iam_policy_document.s3_07_document.json") }),
    }),
    fails: [],
  },
  {
    name: "no-policy",
    terraform: rootModule({ resource: { aws_s3_bucket: { s3_07_bare: { bucket: "s3-07-bare" } } } }),
    fails: [{ check, resource: "aws_s3_bucket.s3_07_bare" }],
  },
  {
    name: "denies-too-little",
    terraform: rootModule({ resource: modules(lacking) }),
    fails: Object.keys(lacking).map((name) => ({ check, resource: `aws_s3_bucket.${name}` })),
  },
];
