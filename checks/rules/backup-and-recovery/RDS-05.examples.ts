import type { RuleExamples } from "../../rule";
import { rootModule } from "../kit/example";

const instance = {
  allocated_storage: 20,
  engine: "postgres",
  engine_version: "16.4",
  instance_class: "db.t4g.medium",
  username: "digit",
  manage_master_user_password: true,
  final_snapshot_identifier: "rds-05-final",
};
const cluster = { engine: "aurora-postgresql", master_username: "digit", manage_master_user_password: true };

export const examples: RuleExamples = [
  {
    name: "protected",
    terraform: rootModule({
      resource: {
        aws_db_instance: {
          rds_05_stated: { ...instance, deletion_protection: true, skip_final_snapshot: false },
          rds_05_default: { ...instance, deletion_protection: "true" },
        },
        aws_rds_cluster: { rds_05_cluster: { ...cluster, deletion_protection: true } },
      },
    }),
    fails: [],
  },
  {
    name: "unprotected",
    terraform: rootModule({
      resource: {
        aws_db_instance: {
          rds_05_absent: instance,
          rds_05_off: { ...instance, deletion_protection: false },
          rds_05_no_snapshot: { ...instance, deletion_protection: true, skip_final_snapshot: true },
        },
        aws_rds_cluster: { rds_05_cluster_both: { ...cluster, skip_final_snapshot: "true" } },
      },
    }),
    fails: [
      { check: "RDS-05.deletion-protection", resource: "aws_db_instance.rds_05_absent" },
      { check: "RDS-05.deletion-protection", resource: "aws_db_instance.rds_05_off" },
      { check: "RDS-05.final-snapshot", resource: "aws_db_instance.rds_05_no_snapshot" },
      { check: "RDS-05.deletion-protection", resource: "aws_rds_cluster.rds_05_cluster_both" },
      { check: "RDS-05.final-snapshot", resource: "aws_rds_cluster.rds_05_cluster_both" },
    ],
  },
];
