import type { JsonObject } from "../../../common/json";
import type { RuleExamples } from "../../rule";
import { ref } from "../kit/example";
import { example } from "../kit/scopedExample";

const configuration = (bucket: string, by: JsonObject): JsonObject => ({
  bucket: ref(`aws_s3_bucket.${bucket}.id`),
  rule: [{ apply_server_side_encryption_by_default: [by] }],
});

export const examples: RuleExamples = [
  example("s3-02-good", {
    resource: {
      aws_s3_bucket: {
        split: { bucket: "s3-02-split" },
        inline: {
          bucket: "s3-02-inline",
          server_side_encryption_configuration: [
            { rule: [{ apply_server_side_encryption_by_default: [{ sse_algorithm: "AES256" }] }] },
          ],
        },
      },
      aws_s3_bucket_server_side_encryption_configuration: {
        split: configuration("split", { sse_algorithm: "aws:kms" }),
      },
    },
  }),
  example(
    "s3-02-bad",
    {
      resource: {
        aws_s3_bucket: { silent: { bucket: "s3-02-silent" }, empty: { bucket: "s3-02-empty" } },
        aws_s3_bucket_server_side_encryption_configuration: {
          empty: { bucket: ref("aws_s3_bucket.empty.id"), rule: [{ bucket_key_enabled: true }] },
        },
      },
    },
    {
      fails: [
        ["S3-02.stated", "aws_s3_bucket.silent"],
        ["S3-02.stated", "aws_s3_bucket.empty"],
        ["S3-02.stated", "aws_s3_bucket_server_side_encryption_configuration.empty"],
      ],
    },
  ),
];
