import type { RuleExamples } from "../../rule";
import { ref, rootModule } from "../kit/example";

const instance = {
  allocated_storage: 20,
  engine: "postgres",
  engine_version: "16.4",
  instance_class: "db.t4g.medium",
  username: "digit",
  manage_master_user_password: true,
  final_snapshot_identifier: "rds-02-final",
  storage_encrypted: true,
};
const cluster = {
  engine: "aurora-postgresql",
  master_username: "digit",
  manage_master_user_password: true,
  storage_encrypted: true,
};

export const examples: RuleExamples = [
  {
    name: "customer-key",
    terraform: rootModule({
      resource: {
        aws_kms_key: { rds_02_own: { description: "rds-02" } },
        aws_db_instance: {
          rds_02_new_key: { ...instance, kms_key_id: ref("aws_kms_key.rds_02_own.arn") },
          rds_02_literal: {
            ...instance,
            kms_key_id: "arn:aws:kms:ap-south-1:123456789012:key/0f1e2d3c-4b5a-4978-8695-a4b3c2d1e0f9",
          },
        },
        aws_rds_cluster: { rds_02_cluster: { ...cluster, kms_key_id: ref("aws_kms_key.rds_02_own.arn") } },
      },
    }),
    fails: [],
  },
  {
    name: "managed-key",
    terraform: rootModule({
      resource: {
        aws_db_instance: { rds_02_absent: instance, rds_02_null: { ...instance, kms_key_id: null } },
        aws_rds_cluster: { rds_02_cluster_absent: cluster },
      },
    }),
    fails: [
      { check: "RDS-02.storage-key", resource: "aws_db_instance.rds_02_absent" },
      { check: "RDS-02.storage-key", resource: "aws_db_instance.rds_02_null" },
      { check: "RDS-02.storage-key", resource: "aws_rds_cluster.rds_02_cluster_absent" },
    ],
  },
];
