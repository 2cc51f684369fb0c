import type { RuleExamples } from "../../rule";
import { ref, rootModule } from "../kit/example";

const check = "S3-04.versioning";

export const examples: RuleExamples = [
  {
    name: "versions",
    terraform: rootModule({
      resource: {
        aws_s3_bucket: { s3_04_by_id: { bucket: "s3-04-by-id" }, s3_04_by_name: { bucket: "s3-04-by-name" } },
        aws_s3_bucket_versioning: {
          s3_04_by_id: {
            bucket: ref("aws_s3_bucket.s3_04_by_id.id"),
            versioning_configuration: { status: "Enabled" },
          },
          s3_04_by_name: { bucket: "s3-04-by-name", versioning_configuration: [{ status: "Enabled" }] },
        },
      },
    }),
    fails: [],
  },
  {
    name: "no-versions",
    terraform: rootModule({
      resource: {
        aws_s3_bucket: { s3_04_bare: { bucket: "s3-04-bare" }, s3_04_suspended: { bucket: "s3-04-suspended" } },
        aws_s3_bucket_versioning: {
          s3_04_suspended: {
            bucket: ref("aws_s3_bucket.s3_04_suspended.bucket"),
            versioning_configuration: { status: "Suspended" },
          },
        },
      },
    }),
    fails: [
      { check, resource: "aws_s3_bucket.s3_04_bare" },
      { check, resource: "aws_s3_bucket.s3_04_suspended" },
      { check, resource: "aws_s3_bucket_versioning.s3_04_suspended" },
    ],
  },
];
