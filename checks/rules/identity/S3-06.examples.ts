import type { JsonObject } from "../../../common/json";
import type { RuleExamples } from "../../rule";
import { ref } from "../kit/example";
import { policyText } from "../kit/policyExample";
import { example } from "../kit/scopedExample";

const bucket: JsonObject = { files: { bucket_prefix: "s3-06-" } };
const policy = (...statements: readonly JsonObject[]): JsonObject => ({
  files: { bucket: ref("aws_s3_bucket.files.id"), policy: policyText(...statements) },
});
const read = (more: JsonObject): JsonObject => ({
  Effect: "Allow",
  Principal: "*",
  Action: "s3:GetObject",
  Resource: `${ref("aws_s3_bucket.files.arn")}/*`,
  ...more,
});

export const examples: RuleExamples = [
  example("s3-06-good", {
    resource: {
      aws_s3_bucket: bucket,
      aws_s3_bucket_policy: policy(
        read({ Effect: "Deny", Principal: { AWS: "*" }, Condition: { Bool: { "aws:SecureTransport": "false" } } }),
        read({ Principal: { AWS: "arn:aws:iam::123456789012:role/filestore" } }),
        read({ Condition: { StringEquals: { "aws:SourceVpce": "vpce-0a1b2c3d" } } }),
        read({ Principal: { Service: "logging.s3.amazonaws.com" } }),
      ),
    },
  }),
  example(
    "s3-06-bad-everybody",
    { resource: { aws_s3_bucket: bucket, aws_s3_bucket_policy: policy(read({})) } },
    { fails: [["S3-06.everybody", "aws_s3_bucket_policy.files"]] },
  ),
  example(
    "s3-06-bad-condition-that-names-nobody",
    {
      resource: {
        aws_s3_bucket: bucket,
        aws_s3_bucket_policy: policy(
          read({ Principal: { AWS: ["*"] }, Condition: { Bool: { "aws:SecureTransport": "true" } } }),
        ),
      },
    },
    { fails: [["S3-06.everybody", "aws_s3_bucket_policy.files"]] },
  ),
  example(
    "s3-06-bad-all-but-one",
    {
      resource: {
        aws_s3_bucket: bucket,
        aws_s3_bucket_policy: {
          files: {
            bucket: ref("aws_s3_bucket.files.id"),
            policy: policyText({
              Effect: "Allow",
              NotPrincipal: { AWS: "arn:aws:iam::123456789012:role/blocked" },
              Action: "s3:*",
              Resource: "*",
            }),
          },
        },
      },
    },
    { fails: [["S3-06.everybody", "aws_s3_bucket_policy.files"]] },
  ),
];
