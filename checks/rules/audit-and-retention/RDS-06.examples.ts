import type { Json, JsonObject } from "../../../common/json";
import type { RuleExamples } from "../../rule";
import { example } from "../kit/scopedExample";

const instance = (engine: string, logs: Json): JsonObject => ({
  engine,
  instance_class: "db.t4g.medium",
  allocated_storage: 20,
  username: "administrator",
  manage_master_user_password: true,
  skip_final_snapshot: true,
  enabled_cloudwatch_logs_exports: logs,
});
const cluster = (engine: string, logs: Json): JsonObject => ({
  engine,
  master_username: "administrator",
  manage_master_user_password: true,
  skip_final_snapshot: true,
  enabled_cloudwatch_logs_exports: logs,
});

export const examples: RuleExamples = [
  example("rds-06-good", {
    resource: {
      aws_db_instance: {
        postgres: instance("postgres", ["upgrade", "postgresql"]),
        mysql: instance("mysql", ["audit", "error", "general", "slowquery"]),
      },
      aws_rds_cluster: { aurora: cluster("aurora-postgresql", ["postgresql"]) },
    },
  }),
  example(
    "rds-06-bad",
    {
      resource: {
        aws_db_instance: { none: instance("postgres", null), half: instance("postgres", ["upgrade"]) },
        aws_rds_cluster: { empty: cluster("aurora-mysql", []) },
      },
    },
    {
      fails: [
        ["RDS-06.any-log", "aws_db_instance.none"],
        ["RDS-06.any-log", "aws_rds_cluster.empty"],
        ["RDS-06.cluster-audit", "aws_rds_cluster.empty"],
        ["RDS-06.log-exports", "aws_db_instance.none"],
        ["RDS-06.log-exports", "aws_db_instance.half"],
        ["RDS-06.log-exports", "aws_rds_cluster.empty"],
      ],
    },
  ),
];
