import type { JsonObject } from "../../../common/json";
import type { RuleExamples } from "../../rule";
import { ref } from "../kit/example";
import { regions } from "../kit/regionExample";
import { example } from "../kit/scopedExample";

const bucket = (personal: string): JsonObject => ({
  bucket_prefix: "dp-06-",
  tags: { "data-class": "personal", "personal-data": personal, retention: "2555d" },
});

/** Files in Mumbai or Hyderabad that are copied to Hyderabad, where nobody looks; Macie is on in Mumbai. */
const copiedTo = (files: JsonObject): JsonObject => ({
  ...regions,
  resource: {
    aws_s3_bucket: { files, copy: { ...bucket("yes"), provider: "aws.hyderabad" } },
    aws_macie2_account: { main: {} },
    aws_s3_bucket_replication_configuration: {
      all: {
        bucket: ref("aws_s3_bucket.files.id"),
        role: "arn:aws:iam::123456789012:role/replication",
        rule: { status: "Enabled", destination: { bucket: ref("aws_s3_bucket.copy.arn") } },
      },
    },
  },
});

export const examples: RuleExamples = [
  example("dp-06-good", {
    resource: {
      aws_s3_bucket: { files: bucket("yes"), settings: bucket("no") },
      aws_macie2_account: { main: { finding_publishing_frequency: "ONE_HOUR" } },
    },
  }),
  example("dp-06-good-nothing-personal", {
    resource: { aws_s3_bucket: { settings: bucket("no"), unsaid: { bucket_prefix: "dp-06-" } } },
  }),
  example("dp-06-good-copy-of-what-is-looked-at", copiedTo(bucket("yes"))),
  example("dp-06-bad-copy-of-what-nobody-looks-at", copiedTo({ ...bucket("yes"), provider: "aws.hyderabad" }), {
    fails: [
      ["DP-06.discovery", "aws_s3_bucket.files"],
      ["DP-06.discovery", "aws_s3_bucket.copy"],
    ],
    // A state does not say in which region Macie is on.
    stateMisses: [
      ["DP-06.discovery", "aws_s3_bucket.files"],
      ["DP-06.discovery", "aws_s3_bucket.copy"],
    ],
  }),
  example(
    "dp-06-bad-nobody-looks",
    { resource: { aws_s3_bucket: { files: bucket("yes") } } },
    { fails: [["DP-06.discovery", "aws_s3_bucket.files"]] },
  ),
  example(
    "dp-06-bad-paused",
    { resource: { aws_s3_bucket: { files: bucket("true") }, aws_macie2_account: { main: { status: "PAUSED" } } } },
    {
      fails: [
        ["DP-06.discovery", "aws_s3_bucket.files"],
        ["DP-06.running", "aws_macie2_account.main"],
      ],
    },
  ),
];
