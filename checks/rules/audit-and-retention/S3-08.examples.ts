import type { JsonObject } from "../../../common/json";
import type { RuleExamples } from "../../rule";
import { ref } from "../kit/example";
import { example } from "../kit/scopedExample";
import { trail } from "../kit/trailExample";

const lock = (retention: JsonObject): JsonObject => ({
  archive: { bucket: ref("aws_s3_bucket.archive.id"), rule: { default_retention: retention } },
});
const archive: JsonObject = { archive: { bucket_prefix: "s3-08-", object_lock_enabled: true } };
const written: JsonObject = { main: trail({ s3_bucket_name: ref("aws_s3_bucket.archive.id") }) };

export const examples: RuleExamples = [
  example("s3-08-good-days", {
    resource: {
      aws_s3_bucket: archive,
      aws_cloudtrail: written,
      aws_s3_bucket_object_lock_configuration: lock({ mode: "COMPLIANCE", days: 365 }),
    },
  }),
  example("s3-08-good-years", {
    resource: {
      aws_s3_bucket: { archive: { bucket: "s3-08-years", object_lock_enabled: true, tags: { "data-class": "audit" } } },
      aws_s3_bucket_object_lock_configuration: lock({ mode: "GOVERNANCE", years: 1 }),
    },
  }),
  example(
    "s3-08-bad-lock-without-retention",
    { resource: { aws_s3_bucket: archive, aws_cloudtrail: written } },
    { fails: [["S3-08.object-lock", "aws_s3_bucket.archive"]] },
  ),
  example(
    "s3-08-bad-too-short",
    {
      resource: {
        aws_s3_bucket: archive,
        aws_cloudtrail: written,
        aws_s3_bucket_object_lock_configuration: lock({ mode: "COMPLIANCE", days: 30 }),
      },
    },
    { fails: [["S3-08.object-lock", "aws_s3_bucket.archive"]] },
  ),
  example("s3-08-good-bucket-of-aws-config", {
    resource: {
      aws_s3_bucket: { archive: { bucket: "s3-08-config", tags: { "data-class": "audit" } } },
      aws_config_delivery_channel: { main: { s3_bucket_name: ref("aws_s3_bucket.archive.id") } },
    },
  }),
];
