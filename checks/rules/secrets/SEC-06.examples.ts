import type { Json, JsonObject } from "../../../common/json";
import type { RuleExamples } from "../../rule";
import { ref, rootModule } from "../kit/example";

const required: Json = { aws: { source: "hashicorp/aws", version: "5.100.0" } };

function withBackend(backend: JsonObject, resource: JsonObject): Json {
  return rootModule({
    terraform: { required_providers: required, backend: { s3: { region: "ap-south-1", key: "sec-06", ...backend } } },
    resource,
  });
}

export const examples: RuleExamples = [
  {
    name: "safe",
    terraform: withBackend(
      { bucket: "sec-06-safe", encrypt: true, use_lockfile: true },
      {
        aws_s3_bucket: { sec_06_safe: { bucket: "sec-06-safe" } },
        aws_s3_bucket_versioning: {
          sec_06_safe: { bucket: ref("aws_s3_bucket.sec_06_safe.id"), versioning_configuration: { status: "Enabled" } },
        },
        aws_s3_bucket_public_access_block: {
          sec_06_safe: {
            bucket: ref("aws_s3_bucket.sec_06_safe.id"),
            block_public_acls: true,
            block_public_policy: true,
            ignore_public_acls: true,
            restrict_public_buckets: true,
          },
        },
      },
    ),
    fails: [],
  },
  {
    name: "bucket-of-somebody-else",
    terraform: withBackend(
      { bucket: "sec-06-elsewhere", encrypt: "true", dynamodb_table: "sec-06-locks" },
      { aws_kms_key: { sec_06_any: { description: "sec-06" } } },
    ),
    fails: [],
  },
  {
    name: "careless",
    terraform: withBackend(
      { bucket: "sec-06-careless" },
      { aws_s3_bucket: { sec_06_careless: { bucket: "sec-06-careless" } } },
    ),
    fails: [
      { check: "SEC-06.encrypted", resource: "terraform.backend.s3" },
      { check: "SEC-06.locked", resource: "terraform.backend.s3" },
      { check: "SEC-06.versioned", resource: "aws_s3_bucket.sec_06_careless" },
      { check: "SEC-06.private", resource: "aws_s3_bucket.sec_06_careless" },
    ],
  },
  {
    name: "partial",
    terraform: rootModule({
      terraform: { required_providers: required, backend: { s3: {} } },
      resource: { aws_kms_key: { sec_06_partial: { description: "sec-06" } } },
    }),
    fails: [],
    unknowns: [
      { check: "SEC-06.encrypted", resource: "terraform.backend.s3" },
      { check: "SEC-06.locked", resource: "terraform.backend.s3" },
    ],
  },
];
