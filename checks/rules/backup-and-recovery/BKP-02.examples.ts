import type { RuleExamples } from "../../rule";
import { ref, rootModule } from "../kit/example";

const instance = {
  allocated_storage: 20,
  engine: "postgres",
  engine_version: "16.4",
  instance_class: "db.t4g.medium",
  username: "digit",
  manage_master_user_password: true,
  final_snapshot_identifier: "bkp-02-final",
};
const check = "BKP-02.selected";

function plan(name: string) {
  return { name, rule: [{ rule_name: "daily", target_vault_name: "bkp-02", schedule: "cron(0 20 * * ? *)" }] };
}

function selection(name: string) {
  return {
    name: name.replaceAll("_", "-"),
    plan_id: ref(`aws_backup_plan.${name}.id`),
    iam_role_arn: "arn:aws:iam::123456789012:role/bkp-02",
  };
}

export const examples: RuleExamples = [
  {
    name: "selected",
    terraform: rootModule({
      resource: {
        aws_backup_plan: { bkp_02_plan: plan("bkp-02-plan") },
        aws_backup_selection: {
          bkp_02_by_arn: {
            ...selection("bkp_02_plan"),
            resources: [ref("aws_db_instance.bkp_02_by_arn.arn"), "arn:aws:dynamodb:*:*:table/*"],
          },
          bkp_02_by_tag: {
            ...selection("bkp_02_plan"),
            selection_tag: [{ type: "STRINGEQUALS", key: "backup", value: "daily" }],
          },
        },
        aws_db_instance: {
          bkp_02_by_arn: instance,
          bkp_02_by_tag: { ...instance, tags: { backup: "daily" } },
        },
        aws_dynamodb_table: {
          bkp_02_by_pattern: {
            name: "bkp-02-by-pattern",
            billing_mode: "PAY_PER_REQUEST",
            hash_key: "id",
            attribute: [{ name: "id", type: "S" }],
          },
        },
      },
    }),
    fails: [],
  },
  {
    name: "not-selected",
    terraform: rootModule({
      resource: {
        aws_backup_plan: { bkp_02_other: plan("bkp-02-other") },
        aws_backup_selection: {
          bkp_02_other: {
            ...selection("bkp_02_other"),
            resources: ["arn:aws:rds:*:*:db:another-*"],
            selection_tag: { type: "STRINGEQUALS", key: "backup", value: "daily" },
          },
          bkp_02_excluding: {
            ...selection("bkp_02_other"),
            resources: ["*"],
            not_resources: ["arn:aws:rds:*:*:*"],
          },
        },
        aws_db_instance: {
          bkp_02_forgotten: { ...instance, identifier: "bkp-02-forgotten" },
          bkp_02_wrong_tag: { ...instance, identifier: "bkp-02-wrong-tag", tags: { backup: "weekly" } },
        },
      },
    }),
    fails: [
      { check, resource: "aws_db_instance.bkp_02_forgotten" },
      { check, resource: "aws_db_instance.bkp_02_wrong_tag" },
    ],
  },
  {
    name: "no-plan-at-all",
    terraform: rootModule({
      resource: { aws_ebs_volume: { bkp_02_volume: { availability_zone: "ap-south-1a", size: 10, encrypted: true } } },
    }),
    fails: [{ check, resource: "aws_ebs_volume.bkp_02_volume" }],
  },
];
