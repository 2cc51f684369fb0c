import type { JsonObject } from "../../../common/json";
import type { RuleExamples } from "../../rule";
import { ref } from "../kit/example";
import { regions } from "../kit/regionExample";
import { example } from "../kit/scopedExample";

const role = "arn:aws:iam::123456789012:role/replication";
const copy = (from: string, to: string, status: string): JsonObject => ({
  bucket: ref(`aws_s3_bucket.${from}.id`),
  role,
  rule: [{ id: "all", status, destination: [{ bucket: to }] }],
});

const plan = (name: string, copies: readonly JsonObject[]): JsonObject => ({
  name,
  rule: [{ rule_name: "daily", target_vault_name: "vault", copy_action: [...copies] }],
});
const selection = (label: string, arn: string): JsonObject => ({
  name: "s3-12",
  plan_id: ref(`aws_backup_plan.${label}.id`),
  iam_role_arn: "arn:aws:iam::123456789012:role/backup",
  resources: [arn],
});

export const examples: RuleExamples = [
  example("s3-12-good", {
    ...regions,
    resource: {
      aws_s3_bucket: {
        main: { bucket: "s3-12-main" },
        copy: { bucket: "s3-12-copy", provider: "aws.hyderabad" },
        elsewhere: { bucket: "s3-12-elsewhere" },
      },
      aws_s3_bucket_replication_configuration: {
        main: copy("main", ref("aws_s3_bucket.copy.arn"), "Enabled"),
        elsewhere: copy("elsewhere", "arn:aws:s3:::s3-12-theirs", "Enabled"),
      },
    },
  }),
  example("s3-12-good-log-target", {
    ...regions,
    resource: {
      aws_s3_bucket: {
        main: { bucket: "s3-12-logged" },
        logs: { bucket: "s3-12-logs" },
      },
      aws_s3_bucket_logging: {
        main: {
          bucket: ref("aws_s3_bucket.main.id"),
          target_bucket: ref("aws_s3_bucket.logs.id"),
          target_prefix: "main/",
        },
      },
      aws_s3_bucket_replication_configuration: { main: copy("main", "arn:aws:s3:::s3-12-theirs", "Enabled") },
    },
  }),
  example(
    "s3-12-backups",
    {
      resource: {
        aws_s3_bucket: {
          kept: { bucket: "s3-12-kept" },
          near: { bucket: "s3-12-one-place" },
          history: { bucket: "s3-12-history" },
        },
        aws_config_delivery_channel: { main: { s3_bucket_name: ref("aws_s3_bucket.history.id") } },
        aws_backup_plan: {
          copied: plan("s3-12-copied", [
            { destination_vault_arn: "arn:aws:backup:ap-south-2:123456789012:backup-vault:copies" },
          ]),
          alone: plan("s3-12-alone", []),
        },
        aws_backup_selection: {
          copied: selection("copied", ref("aws_s3_bucket.kept.arn")),
          alone: selection("alone", "arn:aws:s3:::s3-12-one-*"),
        },
      },
    },
    { fails: [["S3-12.replicated", "aws_s3_bucket.near"]] },
  ),
  example(
    "s3-12-bad",
    {
      ...regions,
      resource: {
        aws_s3_bucket: {
          silent: { bucket: "s3-12-silent" },
          off: { bucket: "s3-12-off" },
          beside: { bucket: "s3-12-beside" },
          near: { bucket: "s3-12-near" },
        },
        aws_s3_bucket_replication_configuration: {
          off: copy("off", "arn:aws:s3:::s3-12-theirs", "Disabled"),
          beside: copy("beside", ref("aws_s3_bucket.near.arn"), "Enabled"),
        },
      },
    },
    {
      fails: [
        ["S3-12.replicated", "aws_s3_bucket.silent"],
        ["S3-12.replicated", "aws_s3_bucket.off"],
        ["S3-12.replicated", "aws_s3_bucket.beside"],
      ],
    },
  ),
];
