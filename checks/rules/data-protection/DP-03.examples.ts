import type { JsonObject } from "../../../common/json";
import type { RuleExamples } from "../../rule";
import { ref } from "../kit/example";
import { example } from "../kit/scopedExample";

const personal: JsonObject = { "data-class": "personal", "personal-data": "yes", retention: "2555d" };
const uploads: JsonObject = {
  id: "uploads",
  status: "Enabled",
  filter: { prefix: "" },
  abort_incomplete_multipart_upload: { days_after_initiation: 7 },
};
const lifecycle = (...rules: readonly JsonObject[]): JsonObject => ({
  files: { bucket: ref("aws_s3_bucket.files.id"), rule: rules },
});
const end = (parts: JsonObject = {}): JsonObject => ({
  id: "end",
  status: "Enabled",
  filter: {},
  expiration: { days: 2555 },
  ...parts,
});
const bucket: JsonObject = { files: { bucket_prefix: "dp-03-", tags: personal } };
const plan = (rule: JsonObject): JsonObject => ({
  daily: { name: "dp-03", rule: [{ rule_name: "daily", target_vault_name: "dp-03", ...rule }] },
});

export const examples: RuleExamples = [
  example("dp-03-good", {
    resource: {
      aws_s3_bucket: {
        files: { bucket_prefix: "dp-03-", tags: personal },
        settings: { bucket: "dp-03-settings", tags: { "personal-data": "no" } },
      },
      aws_s3_bucket_lifecycle_configuration: lifecycle(uploads, end()),
      aws_backup_plan: plan({ lifecycle: { delete_after: 35 } }),
      aws_cloudwatch_log_group: { access: { name: "dp-03-access", retention_in_days: 365, tags: personal } },
    },
  }),
  example(
    "dp-03-bad-kept-for-ever",
    {
      resource: {
        aws_s3_bucket: { files: { bucket_prefix: "dp-03-" } },
        aws_backup_plan: plan({}),
        aws_cloudwatch_log_group: {
          access: { name: "dp-03-ever", retention_in_days: 0, tags: personal },
          unsaid: { name: "dp-03-unsaid" },
          machines: { name: "dp-03-machines", tags: { "personal-data": "no" } },
        },
        aws_dynamodb_table: {
          sessions: {
            name: "dp-03-sessions",
            billing_mode: "PAY_PER_REQUEST",
            hash_key: "id",
            attribute: [{ name: "id", type: "S" }],
          },
        },
      },
    },
    {
      fails: [
        ["DP-03.lifecycle", "aws_s3_bucket.files"],
        ["DP-03.backup-expiry", "aws_backup_plan.daily"],
        ["DP-03.log-expiry", "aws_cloudwatch_log_group.access"],
        ["DP-03.log-expiry", "aws_cloudwatch_log_group.unsaid"],
        ["DP-03.table-expiry", "aws_dynamodb_table.sessions"],
      ],
    },
  ),
  example(
    "dp-03-bad-part-of-the-bucket-and-switched-off",
    {
      resource: {
        aws_s3_bucket: bucket,
        aws_s3_bucket_lifecycle_configuration: lifecycle(
          end({ filter: { prefix: "drafts/" } }),
          end({ id: "off", status: "Disabled" }),
        ),
      },
    },
    {
      fails: [
        ["DP-03.bucket-expiry", "aws_s3_bucket.files"],
        ["DP-03.unfinished-uploads", "aws_s3_bucket_lifecycle_configuration.files"],
      ],
    },
  ),
  example(
    "dp-03-bad-uploads-of-a-part-or-switched-off",
    {
      resource: {
        aws_s3_bucket: bucket,
        aws_s3_bucket_lifecycle_configuration: lifecycle(
          end(),
          { ...uploads, filter: { prefix: "drafts/" } },
          { ...uploads, id: "off", status: "Disabled" },
          { ...uploads, id: "large", filter: { object_size_greater_than: 1048576 } },
        ),
      },
    },
    { fails: [["DP-03.unfinished-uploads", "aws_s3_bucket_lifecycle_configuration.files"]] },
  ),
  example(
    "dp-03-bad-inline-rule-that-erases-nothing",
    {
      resource: {
        aws_s3_bucket: {
          files: {
            bucket_prefix: "dp-03-",
            tags: personal,
            lifecycle_rule: [{ enabled: true, abort_incomplete_multipart_upload_days: 7 }],
          },
        },
      },
    },
    { fails: [["DP-03.bucket-expiry", "aws_s3_bucket.files"]] },
  ),
  example(
    "dp-03-bad-erased-early",
    {
      resource: {
        aws_s3_bucket: bucket,
        aws_s3_bucket_lifecycle_configuration: lifecycle(uploads, end({ expiration: { days: 90 } })),
      },
    },
    { fails: [["DP-03.minimum", "aws_s3_bucket.files"]] },
  ),
];
