import type { RuleExamples } from "../../rule";
import { ref, rootModule } from "../kit/example";

const instance = {
  allocated_storage: 20,
  engine: "postgres",
  engine_version: "16.4",
  instance_class: "db.t4g.medium",
  username: "digit",
  manage_master_user_password: true,
  final_snapshot_identifier: "life-01-final",
};
const check = "LIFE-01.kept";

export const examples: RuleExamples = [
  {
    name: "kept",
    terraform: rootModule({
      resource: {
        aws_kms_key: {
          life_01_object: { description: "life-01", lifecycle: { prevent_destroy: true } },
          life_01_list: { description: "life-01", lifecycle: [{ prevent_destroy: "true" }] },
        },
        aws_db_instance: { life_01_protected: { ...instance, deletion_protection: true } },
        aws_s3_bucket: {
          life_01_prevented: { bucket: "life-01-prevented", lifecycle: { prevent_destroy: true } },
          life_01_locked: { bucket: "life-01-locked", object_lock_enabled: true },
        },
        aws_s3_bucket_object_lock_configuration: {
          life_01_locked: {
            bucket: ref("aws_s3_bucket.life_01_locked.id"),
            rule: { default_retention: { mode: "COMPLIANCE", days: 365 } },
          },
        },
        aws_backup_vault: { life_01_locked: { name: "life-01-locked" } },
        aws_backup_vault_lock_configuration: {
          life_01_locked: { backup_vault_name: ref("aws_backup_vault.life_01_locked.name"), min_retention_days: 7 },
        },
      },
    }),
    fails: [],
  },
  {
    name: "one-apply-away",
    terraform: rootModule({
      resource: {
        aws_kms_key: {
          life_01_bare: { description: "life-01" },
          life_01_other_lifecycle: { description: "life-01", lifecycle: { create_before_destroy: true } },
        },
        aws_db_instance: { life_01_off: { ...instance, deletion_protection: false } },
        aws_s3_bucket: { life_01_bare: { bucket: "life-01-bare" } },
        aws_backup_vault: { life_01_bare: { name: "life-01-bare" } },
        aws_efs_file_system: { life_01_bare: { encrypted: true, lifecycle: { prevent_destroy: false } } },
      },
    }),
    fails: [
      { check, resource: "aws_kms_key.life_01_bare" },
      { check, resource: "aws_kms_key.life_01_other_lifecycle" },
      { check, resource: "aws_db_instance.life_01_off" },
      { check, resource: "aws_s3_bucket.life_01_bare" },
      { check, resource: "aws_backup_vault.life_01_bare" },
      { check, resource: "aws_efs_file_system.life_01_bare" },
    ],
  },
];
