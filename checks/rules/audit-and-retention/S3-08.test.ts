import type { Json, JsonObject } from "../../../common/json";
import { judgedRows } from "../kit/judgedRows";
import { rule } from "./S3-08";

const bucket = (lock: Json): JsonObject => ({
  resource: { aws_s3_bucket: { main: { bucket: "main", object_lock_configuration: lock } } },
});

test("a lock that is configured and not switched on locks nothing; the provider of today refuses it", () => {
  expect(judgedRows(rule, bucket([{ object_lock_enabled: "Disabled" }]))).toEqual([
    "fail S3-08.enabled aws_s3_bucket.main",
  ]);
  expect(judgedRows(rule, bucket({ object_lock_enabled: "Enabled" }))).toEqual([
    "pass S3-08.enabled aws_s3_bucket.main",
  ]);
  expect(judgedRows(rule, bucket(null))).toEqual([]);
});
