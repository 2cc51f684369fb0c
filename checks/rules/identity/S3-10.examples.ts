import type { JsonObject } from "../../../common/json";
import type { RuleExamples } from "../../rule";
import { policyText } from "../kit/policyExample";
import { example } from "../kit/scopedExample";

const bucket = "s3-10-files";
const resource = [`arn:aws:s3:::${bucket}`, `arn:aws:s3:::${bucket}/*`];
const policy = (statement: JsonObject): JsonObject => ({
  bucket,
  policy: policyText({ Effect: "Deny", Principal: "*", Resource: resource, ...statement }),
});

export const examples: RuleExamples = [
  example("s3-10-good", {
    resource: {
      aws_s3_bucket_policy: {
        tls: policy({ Action: "s3:*", Condition: { Bool: { "aws:SecureTransport": "false" } } }),
        deletions: policy({ Action: ["s3:DeleteObject", "s3:DeleteObjectVersion"] }),
      },
    },
  }),
  example(
    "s3-10-bad",
    {
      resource: {
        aws_s3_bucket_policy: {
          all: policy({ Action: "s3:*" }),
          by_pattern: policy({ Principal: { AWS: "*" }, Action: ["s3:Get*", "s3:Put*"] }),
        },
      },
    },
    {
      fails: [
        ["S3-10.lockout", "aws_s3_bucket_policy.all"],
        ["S3-10.lockout", "aws_s3_bucket_policy.by_pattern"],
      ],
    },
  ),
];
