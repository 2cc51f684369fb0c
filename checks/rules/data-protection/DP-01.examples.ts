import type { JsonObject } from "../../../common/json";
import type { RuleExamples } from "../../rule";
import { ref } from "../kit/example";
import { regions } from "../kit/regionExample";
import { example } from "../kit/scopedExample";

const personal: JsonObject = { tags: { "personal-data": "yes" } };
const replication: JsonObject = {
  main: {
    bucket: ref("aws_s3_bucket.files.id"),
    role: "arn:aws:iam::123456789012:role/replication",
    rule: {
      id: "all",
      status: "Enabled",
      filter: {},
      delete_marker_replication: { status: "Disabled" },
      destination: { bucket: ref("aws_s3_bucket.copy.arn") },
    },
  },
};
const plan = (vault: string): JsonObject => ({
  main: {
    name: "dp-01",
    rule: {
      rule_name: "daily",
      target_vault_name: "dp-01",
      schedule: "cron(0 20 * * ? *)",
      copy_action: { destination_vault_arn: vault },
    },
  },
});

export const examples: RuleExamples = [
  example("dp-01-good", {
    ...regions,
    resource: {
      aws_s3_bucket: {
        files: { bucket_prefix: "dp-01-", ...personal },
        copy: { bucket_prefix: "dp-01-copy-", provider: "aws.hyderabad", ...personal },
        assets: { bucket_prefix: "dp-01-assets-", provider: "aws.virginia", tags: { "personal-data": "no" } },
      },
      aws_s3_bucket_replication_configuration: replication,
      aws_backup_plan: plan("arn:aws:backup:ap-south-2:123456789012:backup-vault:copies"),
    },
  }),
  example(
    "dp-01-bad-store-abroad",
    {
      ...regions,
      resource: {
        aws_s3_bucket: { files: { bucket_prefix: "dp-01-", provider: "aws.virginia" } },
        aws_dynamodb_table: {
          sessions: {
            name: "dp-01-sessions",
            provider: "aws.virginia",
            billing_mode: "PAY_PER_REQUEST",
            hash_key: "id",
            attribute: [{ name: "id", type: "S" }],
            ...personal,
          },
        },
      },
    },
    {
      fails: [
        ["DP-01.region", "aws_s3_bucket.files"],
        ["DP-01.region", "aws_dynamodb_table.sessions"],
      ],
    },
  ),
  example(
    "dp-01-bad-copies-abroad",
    {
      ...regions,
      resource: {
        aws_s3_bucket: {
          files: { bucket_prefix: "dp-01-", ...personal },
          copy: { bucket_prefix: "dp-01-copy-", provider: "aws.virginia", tags: { "personal-data": "no" } },
        },
        aws_s3_bucket_replication_configuration: replication,
        aws_backup_plan: plan("arn:aws:backup:eu-west-1:123456789012:backup-vault:copies"),
        aws_secretsmanager_secret: { database: { name: "dp-01-database", replica: [{ region: "us-east-1" }] } },
      },
    },
    {
      fails: [
        ["DP-01.copies", "aws_s3_bucket_replication_configuration.main"],
        ["DP-01.copies", "aws_backup_plan.main"],
        ["DP-01.copies", "aws_secretsmanager_secret.database"],
      ],
    },
  ),
];
