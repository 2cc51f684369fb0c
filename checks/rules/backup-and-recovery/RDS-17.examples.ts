import type { RuleExamples } from "../../rule";
import { rootModule } from "../kit/example";

const instance = {
  allocated_storage: 20,
  engine: "postgres",
  engine_version: "16.4",
  instance_class: "db.t4g.medium",
  username: "digit",
  manage_master_user_password: true,
  final_snapshot_identifier: "rds-17-final",
};
const cluster = { engine: "aurora-postgresql", master_username: "digit", manage_master_user_password: true };
const check = "RDS-17.copy-tags";

export const examples: RuleExamples = [
  {
    name: "copied",
    terraform: rootModule({
      resource: {
        aws_db_instance: { rds_17_on: { ...instance, copy_tags_to_snapshot: true } },
        aws_rds_cluster: { rds_17_on: { ...cluster, copy_tags_to_snapshot: true } },
      },
    }),
    fails: [],
  },
  {
    name: "not-copied",
    terraform: rootModule({
      resource: {
        aws_db_instance: { rds_17_absent: instance, rds_17_off: { ...instance, copy_tags_to_snapshot: false } },
        aws_rds_cluster: { rds_17_absent: cluster },
      },
    }),
    fails: [
      { check, resource: "aws_db_instance.rds_17_absent" },
      { check, resource: "aws_db_instance.rds_17_off" },
      { check, resource: "aws_rds_cluster.rds_17_absent" },
    ],
  },
];
