import type { JsonObject } from "../../../common/json";
import { ref } from "../kit/example";
import { judgedRows } from "../kit/judgedRows";
import { rule } from "./S3-02";

const bucketWith = (by: JsonObject): JsonObject => ({
  resource: {
    aws_s3_bucket: { main: { bucket: "main" } },
    aws_s3_bucket_server_side_encryption_configuration: {
      main: {
        bucket: ref("aws_s3_bucket.main.id"),
        rule: [{ apply_server_side_encryption_by_default: [by] }],
      },
    },
  },
});
const onBucket = (by: JsonObject) =>
  judgedRows(rule, bucketWith(by)).filter((row) => row.endsWith("aws_s3_bucket.main"));

test("an algorithm that S3 does not have encrypts nothing; Terraform refuses it, so no plan can show it", () => {
  expect(onBucket({ sse_algorithm: "rot13" })).toEqual([
    "fail S3-02.encrypted aws_s3_bucket.main",
    "pass S3-02.stated aws_s3_bucket.main",
  ]);
  expect(onBucket({ kms_master_key_id: "alias/main" })).toContain("fail S3-02.encrypted aws_s3_bucket.main");
});

test("an algorithm that nobody knows yet is unknown", () => {
  const rows = judgedRows(rule, {
    variable: { by: { type: "string" } },
    ...bucketWith({ sse_algorithm: ref("var.by") }),
  });
  expect(rows).toEqual(["pass S3-02.stated aws_s3_bucket.main", "unknown S3-02.encrypted aws_s3_bucket.main"]);
});

test("a block of which nobody knows whether it will be there leaves the question open", () => {
  const variable = { on: { type: "bool" } };
  const by = { apply_server_side_encryption_by_default: { sse_algorithm: "rot13" } };
  const dynamic = (content: JsonObject) => ({ for_each: ref("var.on ? [1] : []"), content });
  const inline = { dynamic: { server_side_encryption_configuration: dynamic({ rule: by }) } };
  const rows = [
    judgedRows(rule, { variable, resource: { aws_s3_bucket: { main: inline } } }),
    onBucketOf({ variable, bucket: ref("aws_s3_bucket.main.id"), dynamic: { rule: dynamic(by) } }),
  ];
  const open = ["unknown S3-02.encrypted aws_s3_bucket.main", "unknown S3-02.stated aws_s3_bucket.main"];
  expect(rows).toEqual([open, open]);
});

function onBucketOf({ variable, ...configuration }: JsonObject & { readonly variable: JsonObject }): readonly string[] {
  return judgedRows(rule, {
    variable,
    resource: {
      aws_s3_bucket: { main: {} },
      aws_s3_bucket_server_side_encryption_configuration: { main: configuration },
    },
  });
}
