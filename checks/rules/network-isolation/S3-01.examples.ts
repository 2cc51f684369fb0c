import type { JsonObject } from "../../../common/json";
import type { RuleExamples } from "../../rule";
import { ref } from "../kit/example";
import { example } from "../kit/scopedExample";

const all: JsonObject = {
  block_public_acls: true,
  block_public_policy: true,
  ignore_public_acls: true,
  restrict_public_buckets: true,
};
const buckets = (name: string): JsonObject => ({ files: { bucket: name } });

export const examples: RuleExamples = [
  example("s3-01-good", {
    resource: {
      aws_s3_bucket: buckets("s3-01-good"),
      aws_s3_bucket_public_access_block: { files: { bucket: ref("aws_s3_bucket.files.id"), ...all } },
      aws_s3_account_public_access_block: { account: all },
    },
  }),
  example("s3-01-good-by-name", {
    resource: {
      aws_s3_bucket: buckets("s3-01-by-name"),
      aws_s3_bucket_public_access_block: { files: { bucket: "s3-01-by-name", ...all } },
      aws_s3_access_point: {
        inside: {
          bucket: ref("aws_s3_bucket.files.id"),
          name: "inside",
          vpc_configuration: { vpc_id: "vpc-0a1b2c3d" },
        },
      },
    },
  }),
  example(
    "s3-01-bad-what-is-public-stays-so",
    {
      resource: {
        aws_s3_bucket: buckets("s3-01-two-flags"),
        aws_s3_bucket_public_access_block: {
          files: { bucket: ref("aws_s3_bucket.files.id"), block_public_acls: true, block_public_policy: true },
        },
      },
    },
    {
      fails: [
        ["S3-01.ignore-public-acls", "aws_s3_bucket_public_access_block.files"],
        ["S3-01.restrict-public-buckets", "aws_s3_bucket_public_access_block.files"],
      ],
    },
  ),
  example(
    "s3-01-bad-account-block-alone",
    {
      resource: {
        aws_s3_bucket: buckets("s3-01-alone"),
        aws_s3_account_public_access_block: { account: all },
      },
    },
    { fails: [["S3-01.bucket-block", "aws_s3_bucket.files"]] },
  ),
  example(
    "s3-01-bad-one-flag-off-one-left-out",
    {
      resource: {
        aws_s3_bucket: buckets("s3-01-flags"),
        aws_s3_bucket_public_access_block: {
          files: {
            bucket: ref("aws_s3_bucket.files.bucket"),
            block_public_acls: true,
            block_public_policy: false,
            ignore_public_acls: true,
          },
        },
      },
    },
    {
      fails: [
        ["S3-01.bucket-block", "aws_s3_bucket.files"],
        ["S3-01.block-public-policy", "aws_s3_bucket_public_access_block.files"],
        ["S3-01.restrict-public-buckets", "aws_s3_bucket_public_access_block.files"],
      ],
    },
  ),
  example(
    "s3-01-bad-account-and-access-point",
    {
      resource: {
        aws_s3_account_public_access_block: {
          account: { ...all, block_public_acls: false, ignore_public_acls: "false" },
        },
        aws_s3_access_point: {
          open: {
            bucket: "s3-01-elsewhere",
            name: "open",
            public_access_block_configuration: { block_public_policy: false, restrict_public_buckets: false },
          },
        },
      },
    },
    {
      fails: [
        ["S3-01.block-public-acls", "aws_s3_account_public_access_block.account"],
        ["S3-01.ignore-public-acls", "aws_s3_account_public_access_block.account"],
        ["S3-01.access-point", "aws_s3_access_point.open"],
      ],
    },
  ),
];
