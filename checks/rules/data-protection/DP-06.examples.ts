import type { JsonObject } from "../../../common/json";
import type { RuleExamples } from "../../rule";
import { example } from "../kit/scopedExample";

const bucket = (personal: string): JsonObject => ({
  bucket_prefix: "dp-06-",
  tags: { "data-class": "personal", "personal-data": personal, retention: "2555d" },
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
