import type { JsonObject } from "../../../common/json";
import type { RuleExamples } from "../../rule";
import { ref } from "../kit/example";
import { example } from "../kit/scopedExample";

const logging = (target: string): JsonObject => ({
  files: { bucket: ref("aws_s3_bucket.files.id"), target_bucket: target, target_prefix: "files/" },
});

export const examples: RuleExamples = [
  example("s3-05-good", {
    resource: {
      aws_s3_bucket: { files: { bucket_prefix: "s3-05-" }, records: { bucket_prefix: "s3-05-records-" } },
      aws_s3_bucket_logging: logging(ref("aws_s3_bucket.records.id")),
    },
  }),
  example("s3-05-good-records-elsewhere", {
    resource: {
      aws_s3_bucket: { files: { bucket: "s3-05-elsewhere" } },
      aws_s3_bucket_logging: logging("central-records"),
    },
  }),
  example(
    "s3-05-bad-not-recorded",
    { resource: { aws_s3_bucket: { files: { bucket: "s3-05-not-recorded" } } } },
    { fails: [["S3-05.access-logging", "aws_s3_bucket.files"]] },
  ),
  example(
    "s3-05-bad-into-itself",
    {
      resource: {
        aws_s3_bucket: { files: { bucket: "s3-05-itself" } },
        aws_s3_bucket_logging: logging(ref("aws_s3_bucket.files.bucket")),
      },
    },
    { fails: [["S3-05.separate-bucket", "aws_s3_bucket_logging.files"]] },
  ),
];
