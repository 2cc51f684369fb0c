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
        },
        aws_rds_cluster: { rds_02_cluster: { ...cluster, kms_key_id: ref("aws_kms_key.rds_02_own.arn") } },
        aws_rds_cluster_activity_stream: {
          rds_02_own: {
            resource_arn: ref("aws_rds_cluster.rds_02_cluster.arn"),
            mode: "async",
            kms_key_id: ref("aws_kms_key.rds_02_own.key_id"),
          },
        },
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
        aws_rds_cluster_activity_stream: {
          rds_02_managed: {
            resource_arn: ref("aws_rds_cluster.rds_02_cluster_absent.arn"),
            mode: "async",
            kms_key_id: "alias/aws/rds",
          },
        },
      },
    }),
    fails: [
      { check: "RDS-02.activity-stream-key", resource: "aws_rds_cluster_activity_stream.rds_02_managed" },
      { check: "RDS-02.storage-key", resource: "aws_db_instance.rds_02_absent" },
      { check: "RDS-02.storage-key", resource: "aws_db_instance.rds_02_null" },
      { check: "RDS-02.storage-key", resource: "aws_rds_cluster.rds_02_cluster_absent" },
    ],
  },
];
