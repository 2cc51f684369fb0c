import type { JsonObject } from "../../../common/json";
import type { RuleExamples } from "../../rule";
import { example } from "../kit/scopedExample";

const good: JsonObject = {
  log_statement: "ddl",
  log_min_duration_statement: "1000",
  log_parameter_max_length: "0",
  log_parameter_max_length_on_error: "0",
  shared_preload_libraries: "pg_stat_statements,pgaudit",
};
const group = (family: string, parameters: JsonObject): JsonObject => ({
  family,
  parameter: Object.entries(parameters).map(([name, value]) => ({ name, value, apply_method: "pending-reboot" })),
});

export const examples: RuleExamples = [
  example("rds-16-good", {
    resource: {
      aws_db_parameter_group: {
        postgres: group("postgres16", { ...good, log_parameter_max_length: 0 }),
        mysql: group("mysql8.0", {}),
      },
      aws_rds_cluster_parameter_group: { aurora: group("aurora-postgresql16", good) },
    },
  }),
  example(
    "rds-16-bad-all-statements-with-values",
    {
      resource: {
        aws_db_parameter_group: {
          main: group("postgres16", {
            ...good,
            log_statement: "all",
            log_parameter_max_length: "-1",
            log_parameter_max_length_on_error: "1024",
          }),
        },
      },
    },
    {
      fails: [
        ["RDS-16.statements", "aws_db_parameter_group.main"],
        ["RDS-16.bind-values", "aws_db_parameter_group.main"],
        ["RDS-16.bind-values-on-error", "aws_db_parameter_group.main"],
      ],
    },
  ),
  example(
    "rds-16-bad-nothing-said",
    { resource: { aws_db_parameter_group: { main: group("postgres16", { "rds.force_ssl": "1" }) } } },
    {
      fails: [
        ["RDS-16.statements", "aws_db_parameter_group.main"],
        ["RDS-16.slow-queries", "aws_db_parameter_group.main"],
        ["RDS-16.bind-values", "aws_db_parameter_group.main"],
        ["RDS-16.access-auditing", "aws_db_parameter_group.main"],
      ],
    },
  ),
];
