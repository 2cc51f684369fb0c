import type { Json } from "../../../common/json";
import type { RuleExamples } from "../../rule";
import { ref, rootModule } from "../kit/example";

const elsewhere = "arn:aws:backup:ap-south-2:123456789012:backup-vault:bkp-03-copies";

function plan(vault: string, name: string, copies: Json, days: Json = 35) {
  return {
    name,
    rule: [
      {
        rule_name: "daily",
        target_vault_name: ref(`aws_backup_vault.${vault}.name`),
        schedule: "cron(0 20 * * ? *)",
        lifecycle: { delete_after: days },
        copy_action: copies,
      },
    ],
  };
}

const home = {
  region: "ap-south-1",
  skip_credentials_validation: true,
  skip_metadata_api_check: "true",
  skip_requesting_account_id: true,
};

const recovery = { ...home, region: "ap-south-2", alias: "recovery" };

export const examples: RuleExamples = [
  {
    name: "kept-and-copied",
    terraform: rootModule({
      provider: { aws: [home, recovery] },
      resource: {
        aws_backup_vault: {
          bkp_03_home: { name: "bkp-03-home" },
          bkp_03_away: { provider: "aws.recovery", name: "bkp-03-away" },
        },
        aws_backup_plan: {
          bkp_03_reference: plan("bkp_03_home", "bkp-03-reference", [
            { destination_vault_arn: ref("aws_backup_vault.bkp_03_away.arn"), lifecycle: { delete_after: 35 } },
          ]),
          bkp_03_literal: plan("bkp_03_home", "bkp-03-literal", {
            destination_vault_arn: elsewhere,
            lifecycle: { delete_after: 90 },
          }),
          bkp_03_for_ever: plan("bkp_03_home", "bkp-03-for-ever", [{ destination_vault_arn: elsewhere }], null),
        },
      },
    }),
    fails: [],
  },
  {
    name: "short-or-alone",
    terraform: rootModule({
      resource: {
        aws_backup_vault: { bkp_03_only: { name: "bkp-03-only" }, bkp_03_beside: { name: "bkp-03-beside" } },
        aws_backup_plan: {
          bkp_03_alone: plan("bkp_03_only", "bkp-03-alone", []),
          bkp_03_same_region: plan("bkp_03_only", "bkp-03-same-region", [
            { destination_vault_arn: ref("aws_backup_vault.bkp_03_beside.arn"), lifecycle: { delete_after: 35 } },
          ]),
          bkp_03_short: plan("bkp_03_only", "bkp-03-short", [{ destination_vault_arn: elsewhere }], 3),
          bkp_03_short_copy: plan("bkp_03_only", "bkp-03-short-copy", {
            destination_vault_arn: elsewhere,
            lifecycle: { delete_after: "1" },
          }),
        },
      },
    }),
    fails: [
      { check: "BKP-03.copy", resource: "aws_backup_plan.bkp_03_alone" },
      { check: "BKP-03.copy", resource: "aws_backup_plan.bkp_03_same_region" },
      { check: "BKP-03.retention", resource: "aws_backup_plan.bkp_03_short" },
      { check: "BKP-03.retention", resource: "aws_backup_plan.bkp_03_short_copy" },
    ],
  },
];
