import type { JsonObject } from "../../../common/json";
import type { RuleExamples } from "../../rule";
import { ref } from "../kit/example";
import { example } from "../kit/scopedExample";

const bucket = ref("aws_s3_bucket.files.id");
const ownership = (value: string): JsonObject => ({ files: { bucket, rule: { object_ownership: value } } });

export const examples: RuleExamples = [
  example("s3-11-good", {
    resource: {
      aws_s3_bucket: { files: { bucket_prefix: "s3-11-" } },
      aws_s3_bucket_ownership_controls: ownership("BucketOwnerEnforced"),
      aws_s3_bucket_acl: { private: { bucket: "s3-11-other", acl: "private" } },
    },
  }),
  example(
    "s3-11-bad-canned",
    {
      resource: {
        aws_s3_bucket: { files: { bucket_prefix: "s3-11-" } },
        aws_s3_bucket_ownership_controls: ownership("BucketOwnerPreferred"),
        aws_s3_bucket_acl: { files: { bucket, acl: "authenticated-read" } },
      },
    },
    {
      fails: [
        ["S3-11.owner-enforced", "aws_s3_bucket_ownership_controls.files"],
        ["S3-11.public-acl", "aws_s3_bucket_acl.files"],
        ["S3-11.public-acl", "aws_s3_bucket.files"],
      ],
    },
  ),
  example(
    "s3-11-bad-grant",
    {
      resource: {
        aws_s3_bucket: { files: { bucket_prefix: "s3-11-" } },
        aws_s3_bucket_acl: {
          files: {
            bucket,
            access_control_policy: {
              owner: { id: "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef" },
              grant: [
                {
                  permission: "READ",
                  grantee: { type: "Group", uri: "http://acs.amazonaws.com/groups/global/AllUsers" },
                },
              ],
            },
          },
        },
      },
    },
    {
      fails: [
        ["S3-11.public-acl", "aws_s3_bucket_acl.files"],
        ["S3-11.public-acl", "aws_s3_bucket.files"],
      ],
    },
  ),
  example(
    "s3-11-bad-writable",
    {
      resource: {
        aws_s3_bucket: {
          files: { bucket_prefix: "s3-11-" },
          older: { bucket: "s3-11-drop", acl: "public-read-write" },
        },
        aws_s3_bucket_acl: {
          files: {
            bucket,
            access_control_policy: {
              owner: { id: "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef" },
              grant: [
                {
                  permission: "WRITE_ACP",
                  grantee: { type: "Group", uri: "http://acs.amazonaws.com/groups/global/AuthenticatedUsers" },
                },
              ],
            },
          },
        },
      },
    },
    {
      fails: [
        ["S3-11.public-acl", "aws_s3_bucket_acl.files"],
        ["S3-11.public-acl", "aws_s3_bucket.files"],
        ["S3-11.public-acl", "aws_s3_bucket.older"],
        ["S3-11.public-write", "aws_s3_bucket_acl.files"],
        ["S3-11.public-write", "aws_s3_bucket.files"],
        ["S3-11.public-write", "aws_s3_bucket.older"],
      ],
    },
  ),
  example(
    "s3-11-bad-older-attribute",
    { resource: { aws_s3_bucket: { files: { bucket: "s3-11-older", acl: "public-read" } } } },
    { fails: [["S3-11.public-acl", "aws_s3_bucket.files"]] },
  ),
];
