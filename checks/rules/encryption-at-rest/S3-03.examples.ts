import type { RuleExamples } from "../../rule";
import { ref, rootModule } from "../kit/example";

function encryption(bucket: string, byDefault: { readonly [key: string]: string }) {
  return {
    bucket: ref(`aws_s3_bucket.${bucket}.id`),
    rule: [{ apply_server_side_encryption_by_default: byDefault }],
  };
}

export const examples: RuleExamples = [
  {
    name: "customer-key",
    terraform: rootModule({
      resource: {
        aws_kms_key: { s3_03_own: { description: "s3-03" } },
        aws_s3_bucket: { s3_03_files: { bucket: "s3-03-files" }, s3_03_dsse: { bucket: "s3-03-dsse" } },
        aws_s3_bucket_server_side_encryption_configuration: {
          s3_03_files: encryption("s3_03_files", {
            sse_algorithm: "aws:kms",
            kms_master_key_id: ref("aws_kms_key.s3_03_own.arn"),
          }),
          s3_03_dsse: encryption("s3_03_dsse", {
            sse_algorithm: "aws:kms:dsse",
            kms_master_key_id: ref("aws_kms_key.s3_03_own.arn"),
          }),
        },
      },
    }),
    fails: [],
  },
  {
    name: "target-of-access-logs",
    terraform: rootModule({
      resource: {
        aws_kms_key: { s3_03_logged: { description: "s3-03" } },
        aws_s3_bucket: { s3_03_logged: { bucket: "s3-03-logged" }, s3_03_access_logs: { bucket: "s3-03-access-logs" } },
        aws_s3_bucket_server_side_encryption_configuration: {
          s3_03_logged: encryption("s3_03_logged", {
            sse_algorithm: "aws:kms",
            kms_master_key_id: ref("aws_kms_key.s3_03_logged.arn"),
          }),
          s3_03_access_logs: encryption("s3_03_access_logs", { sse_algorithm: "AES256" }),
        },
        aws_s3_bucket_logging: {
          s3_03_logged: {
            bucket: ref("aws_s3_bucket.s3_03_logged.id"),
            target_bucket: ref("aws_s3_bucket.s3_03_access_logs.id"),
            target_prefix: "s3/",
          },
        },
      },
    }),
    fails: [],
  },
  {
    name: "key-of-aws",
    terraform: rootModule({
      resource: {
        aws_s3_bucket: {
          s3_03_plain: { bucket: "s3-03-plain" },
          s3_03_aes: { bucket: "s3-03-aes" },
          s3_03_no_key: { bucket: "s3-03-no-key" },
          s3_03_alias: { bucket: "s3-03-alias" },
        },
        aws_s3_bucket_server_side_encryption_configuration: {
          s3_03_aes: encryption("s3_03_aes", { sse_algorithm: "AES256" }),
          s3_03_no_key: encryption("s3_03_no_key", { sse_algorithm: "aws:kms" }),
          s3_03_alias: encryption("s3_03_alias", {
            sse_algorithm: "aws:kms",
            kms_master_key_id: "arn:aws:kms:ap-south-1:123456789012:alias/aws/s3",
          }),
        },
      },
    }),
    fails: [
      { check: "S3-03.kms", resource: "aws_s3_bucket.s3_03_plain" },
      { check: "S3-03.customer-key", resource: "aws_s3_bucket.s3_03_plain" },
      { check: "S3-03.kms", resource: "aws_s3_bucket.s3_03_aes" },
      { check: "S3-03.customer-key", resource: "aws_s3_bucket.s3_03_aes" },
      { check: "S3-03.kms", resource: "aws_s3_bucket_server_side_encryption_configuration.s3_03_aes" },
      { check: "S3-03.customer-key", resource: "aws_s3_bucket_server_side_encryption_configuration.s3_03_aes" },
      { check: "S3-03.customer-key", resource: "aws_s3_bucket.s3_03_no_key" },
      { check: "S3-03.customer-key", resource: "aws_s3_bucket_server_side_encryption_configuration.s3_03_no_key" },
      { check: "S3-03.customer-key", resource: "aws_s3_bucket.s3_03_alias" },
      { check: "S3-03.customer-key", resource: "aws_s3_bucket_server_side_encryption_configuration.s3_03_alias" },
    ],
  },
];
