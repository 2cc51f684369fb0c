import type { JsonObject } from "../../../common/json";
import type { RuleExamples } from "../../rule";
import { ref } from "../kit/example";
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

const instance: JsonObject = {
  instance_class: "db.t4g.medium",
  allocated_storage: 20,
  username: "digit",
  engine: "postgres",
  manage_master_user_password: true,
};

export const examples: RuleExamples = [
  example("rds-16-good", {
    resource: {
      aws_db_parameter_group: {
        postgres: group("postgres16", { ...good, log_parameter_max_length: 0 }),
        mysql: group("mysql8.0", {}),
      },
      aws_rds_cluster_parameter_group: { aurora: group("aurora-postgresql16", good) },
      aws_db_instance: {
        main: { ...instance, parameter_group_name: ref("aws_db_parameter_group.postgres.name") },
        mysql: { ...instance, engine: "mysql" },
      },
      aws_rds_cluster: {
        main: {
          engine: "aurora-postgresql",
          db_cluster_parameter_group_name: ref("aws_rds_cluster_parameter_group.aurora.id"),
        },
      },
    },
  }),
  example(
    "rds-16-bad-group-in-use",
    {
      resource: {
        aws_db_parameter_group: {
          bare: group("postgres16", { ...good, log_statement: "none" }),
        },
        aws_db_instance: {
          bare: { ...instance, parameter_group_name: ref("aws_db_parameter_group.bare.name") },
          own: { ...instance, parameter_group_name: "default.postgres16" },
          silent: instance,
        },
        aws_rds_cluster: { silent: { engine: "aurora-postgresql" } },
      },
    },
    {
      fails: [
        ["RDS-16.statements", "aws_db_parameter_group.bare"],
        ["RDS-16.in-use", "aws_db_instance.bare"],
        ["RDS-16.in-use", "aws_db_instance.own"],
        ["RDS-16.in-use", "aws_db_instance.silent"],
        ["RDS-16.in-use", "aws_rds_cluster.silent"],
      ],
    },
  ),
  example(
    "rds-16-group-of-somebody-else",
    { resource: { aws_db_instance: { main: { ...instance, parameter_group_name: "theirs" } } } },
    { unknowns: [["RDS-16.in-use", "aws_db_instance.main"]] },
  ),
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
