import type { RuleExamples } from "../../rule";
import { ref, rootModule } from "../kit/example";

const instance = {
  allocated_storage: 20,
  engine: "postgres",
  engine_version: "16.4",
  instance_class: "db.t4g.medium",
  username: "digit",
  manage_master_user_password: true,
  final_snapshot_identifier: "rds-01-final",
};
const cluster = { engine: "aurora-postgresql", master_username: "digit", manage_master_user_password: true };

export const examples: RuleExamples = [
  {
    name: "encrypted",
    terraform: rootModule({
      variable: { rds_01_encrypted: { type: "bool", default: true } },
      resource: {
        aws_db_instance: {
          rds_01_encrypted: { ...instance, storage_encrypted: true },
          rds_01_variable: { ...instance, storage_encrypted: ref("var.rds_01_encrypted") },
          rds_01_replica: {
            instance_class: "db.t4g.medium",
            replicate_source_db: ref("aws_db_instance.rds_01_encrypted.identifier"),
            skip_final_snapshot: true,
          },
        },
        aws_rds_cluster: { rds_01_cluster: { ...cluster, storage_encrypted: "true" } },
      },
    }),
    fails: [],
  },
  {
    name: "in-clear",
    terraform: rootModule({
      resource: {
        aws_db_instance: {
          rds_01_off: { ...instance, storage_encrypted: false },
          rds_01_absent: instance,
          rds_01_null: { ...instance, storage_encrypted: null },
        },
        aws_rds_cluster: {
          rds_01_cluster_absent: cluster,
          rds_01_cluster_off: { ...cluster, storage_encrypted: "false" },
        },
      },
    }),
    fails: [
      { check: "RDS-01.storage-encrypted", resource: "aws_db_instance.rds_01_off" },
      { check: "RDS-01.storage-encrypted", resource: "aws_db_instance.rds_01_absent" },
      { check: "RDS-01.storage-encrypted", resource: "aws_db_instance.rds_01_null" },
      { check: "RDS-01.storage-encrypted", resource: "aws_rds_cluster.rds_01_cluster_absent" },
      { check: "RDS-01.storage-encrypted", resource: "aws_rds_cluster.rds_01_cluster_off" },
    ],
  },
  {
    name: "replica-of-clear-source",
    terraform: rootModule({
      resource: {
        aws_db_instance: {
          rds_01_clear_source: { ...instance, identifier: "rds-01-clear-source", storage_encrypted: false },
          rds_01_clear_replica: {
            instance_class: "db.t4g.medium",
            replicate_source_db: ref("aws_db_instance.rds_01_clear_source.identifier"),
            skip_final_snapshot: true,
          },
        },
      },
    }),
    fails: [
      { check: "RDS-01.storage-encrypted", resource: "aws_db_instance.rds_01_clear_source" },
      { check: "RDS-01.storage-encrypted", resource: "aws_db_instance.rds_01_clear_replica" },
    ],
  },
];
