import type { JsonObject } from "../../../common/json";

/** A trail with everything on, for examples that turn one thing off. */
export function trail(parts: JsonObject = {}): JsonObject {
  return {
    name: "example",
    s3_bucket_name: "example-trail",
    is_multi_region_trail: true,
    enable_log_file_validation: true,
    cloud_watch_logs_group_arn: "arn:aws:logs:ap-south-1:123456789012:log-group:trail:*",
    cloud_watch_logs_role_arn: "arn:aws:iam::123456789012:role/trail",
    ...parts,
  };
}
