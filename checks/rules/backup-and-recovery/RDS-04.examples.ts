import type { RuleExamples } from "../../rule";
import { ref, rootModule } from "../kit/example";

const instance = {
  allocated_storage: 20,
  engine: "postgres",
  engine_version: "16.4",
  instance_class: "db.t4g.medium",
  username: "digit",
  manage_master_user_password: true,
  final_snapshot_identifier: "rds-04-final",
};
const cluster = { engine: "aurora-postgresql", master_username: "digit", manage_master_user_password: true };
const check = "RDS-04.retention";

export const examples: RuleExamples = [
  {
    name: "kept",
    terraform: rootModule({
      resource: {
        aws_db_instance: {
          rds_04_seven: { ...instance, identifier: "rds-04-seven", backup_retention_period: 7 },
          rds_04_text: { ...instance, backup_retention_period: "35" },
          rds_04_replica: {
            instance_class: "db.t4g.medium",
            replicate_source_db: ref("aws_db_instance.rds_04_seven.identifier"),
            skip_final_snapshot: true,
          },
        },
        aws_rds_cluster: { rds_04_cluster: { ...cluster, backup_retention_period: 14 } },
      },
    }),
    fails: [],
  },
  {
    name: "too-short",
    terraform: rootModule({
      resource: {
        aws_db_instance: {
          rds_04_zero: { ...instance, backup_retention_period: 0 },
          rds_04_three: { ...instance, backup_retention_period: 3 },
          rds_04_absent: instance,
        },
        aws_rds_cluster: { rds_04_cluster_absent: cluster },
      },
    }),
    fails: [
      { check: "RDS-04.enabled", resource: "aws_db_instance.rds_04_zero" },
      { check: "RDS-04.enabled", resource: "aws_db_instance.rds_04_absent" },
      { check: "RDS-04.more-than-a-day", resource: "aws_db_instance.rds_04_zero" },
      { check: "RDS-04.more-than-a-day", resource: "aws_db_instance.rds_04_absent" },
      { check: "RDS-04.more-than-a-day", resource: "aws_rds_cluster.rds_04_cluster_absent" },
      { check, resource: "aws_db_instance.rds_04_zero" },
      { check, resource: "aws_db_instance.rds_04_three" },
      { check, resource: "aws_db_instance.rds_04_absent" },
      { check, resource: "aws_rds_cluster.rds_04_cluster_absent" },
    ],
  },
];
