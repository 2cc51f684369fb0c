import type { JsonObject } from "../../../common/json";
import type { RuleExamples } from "../../rule";
import { ref } from "../kit/example";
import { example } from "../kit/scopedExample";
import { trail } from "../kit/trailExample";

const bucket = ref("aws_s3_bucket.trail.id");
const whole: JsonObject = {
  aws_cloudtrail: { main: trail({ s3_bucket_name: bucket }) },
  aws_s3_bucket: { trail: { bucket_prefix: "trail-06-" }, access: { bucket_prefix: "trail-06-access-" } },
  aws_s3_bucket_public_access_block: {
    trail: {
      bucket,
      block_public_acls: true,
      block_public_policy: true,
      ignore_public_acls: true,
      restrict_public_buckets: true,
    },
  },
  aws_s3_bucket_versioning: { trail: { bucket, versioning_configuration: { status: "Enabled" } } },
  aws_s3_bucket_logging: { trail: { bucket, target_bucket: ref("aws_s3_bucket.access.id"), target_prefix: "trail/" } },
};
const lifecycle = (...rules: readonly JsonObject[]): JsonObject => ({
  aws_s3_bucket_lifecycle_configuration: {
    trail: {
      bucket,
      rule: rules.map((rule, index) => ({ id: `r${index}`, status: "Enabled", filter: { prefix: "" }, ...rule })),
    },
  },
});

export const examples: RuleExamples = [
  example("trail-06-good", {
    resource: {
      ...whole,
      ...lifecycle({ expiration: { days: 400 } }, { noncurrent_version_expiration: { noncurrent_days: 30 } }),
    },
  }),
  example("trail-06-good-never-erased", { resource: whole }),
  example(
    "trail-06-bad-bare-bucket",
    {
      resource: {
        aws_cloudtrail: { main: trail({ s3_bucket_name: ref("aws_s3_bucket.trail.bucket") }) },
        aws_s3_bucket: { trail: { bucket: "trail-06-bare" } },
      },
    },
    {
      fails: [
        ["TRAIL-06.not-public", "aws_s3_bucket.trail"],
        ["TRAIL-06.access-logged", "aws_s3_bucket.trail"],
        ["TRAIL-06.versioned", "aws_s3_bucket.trail"],
      ],
    },
  ),
  example(
    "trail-06-bad-opened",
    {
      resource: {
        aws_cloudtrail: { main: trail({ s3_bucket_name: bucket }) },
        aws_s3_bucket: { trail: { bucket: "trail-06-opened" }, access: { bucket_prefix: "trail-06-access-" } },
        aws_s3_bucket_versioning: whole.aws_s3_bucket_versioning ?? {},
        aws_s3_bucket_logging: whole.aws_s3_bucket_logging ?? {},
        aws_s3_bucket_acl: { trail: { bucket, acl: "public-read" } },
      },
    },
    {
      fails: [
        ["TRAIL-06.not-opened", "aws_s3_bucket.trail"],
        ["TRAIL-06.not-public", "aws_s3_bucket.trail"],
      ],
    },
  ),
  example(
    "trail-06-bad-erased-early",
    { resource: { ...whole, ...lifecycle({ expiration: { days: 90 } }) } },
    { fails: [["TRAIL-06.retention", "aws_s3_bucket.trail"]] },
  ),
  example(
    "trail-06-unknown-bucket-elsewhere",
    { resource: { aws_cloudtrail: { main: trail({ s3_bucket_name: "central-archive" }) } } },
    {
      unknowns: [
        ["TRAIL-06.not-opened", "aws_cloudtrail.main"],
        ["TRAIL-06.not-public", "aws_cloudtrail.main"],
        ["TRAIL-06.access-logged", "aws_cloudtrail.main"],
        ["TRAIL-06.versioned", "aws_cloudtrail.main"],
        ["TRAIL-06.retention", "aws_cloudtrail.main"],
      ],
    },
  ),
];
