import type { RuleExamples } from "../../rule";
import { ref, rootModule } from "../kit/example";

const instance = {
  allocated_storage: 20,
  engine: "postgres",
  engine_version: "16.4",
  instance_class: "db.t4g.medium",
  username: "digit",
  manage_master_user_password: true,
  final_snapshot_identifier: "rds-07-final",
};
const check = "RDS-07.tls-forced";

export const examples: RuleExamples = [
  {
    name: "forced",
    terraform: rootModule({
      resource: {
        aws_db_parameter_group: {
          rds_07_stated: {
            name: "rds-07-stated",
            family: "postgres14",
            parameter: [{ name: "rds.force_ssl", value: "1" }],
          },
          rds_07_object: {
            name: "rds-07-object",
            family: "postgres16",
            parameter: { name: "RDS.FORCE_SSL", value: 1, apply_method: "pending-reboot" },
          },
          rds_07_default: { name: "rds-07-default", family: "postgres16" },
          rds_07_mysql: {
            name: "rds-07-mysql",
            family: "mysql8.0",
            parameter: [
              { name: "character_set_server", value: "utf8mb4" },
              { name: "require_secure_transport", value: "ON" },
            ],
          },
          rds_07_db2: {
            name: "rds-07-db2",
            family: "db2-ae-11.5",
            parameter: [{ name: "db2comm", value: "SSL" }],
          },
          rds_07_aurora_member: { name: "rds-07-aurora-member", family: "aurora-postgresql16" },
        },
        aws_rds_cluster_parameter_group: {
          rds_07_aurora: {
            name: "rds-07-aurora",
            family: "aurora-postgresql16",
            parameter: [{ name: "rds.force_ssl", value: "1" }],
          },
        },
        aws_db_instance: {
          rds_07_stated: {
            ...instance,
            engine_version: "14.12",
            parameter_group_name: ref("aws_db_parameter_group.rds_07_stated.name"),
          },
          rds_07_default_group: { ...instance, parameter_group_name: "default.postgres16" },
          rds_07_no_group: instance,
        },
        aws_rds_cluster: {
          rds_07_aurora: {
            engine: "aurora-postgresql",
            engine_version: "16.4",
            master_username: "digit",
            manage_master_user_password: true,
            db_cluster_parameter_group_name: ref("aws_rds_cluster_parameter_group.rds_07_aurora.name"),
          },
        },
      },
    }),
    fails: [],
  },
  {
    name: "not-forced",
    terraform: rootModule({
      resource: {
        aws_db_parameter_group: {
          rds_07_off: { name: "rds-07-off", family: "postgres16", parameter: [{ name: "rds.force_ssl", value: "0" }] },
          rds_07_old: { name: "rds-07-old", family: "postgres14" },
          rds_07_db2_both: {
            name: "rds-07-db2-both",
            family: "db2-se-11.5",
            parameter: [{ name: "db2comm", value: "SSL,TCPIP" }],
          },
          rds_07_mysql_silent: { name: "rds-07-mysql-silent", family: "mysql8.0" },
        },
        aws_rds_cluster_parameter_group: {
          rds_07_aurora_silent: { name: "rds-07-aurora-silent", family: "aurora-postgresql16" },
        },
        aws_db_instance: {
          rds_07_off: { ...instance, parameter_group_name: ref("aws_db_parameter_group.rds_07_off.name") },
          rds_07_by_id: {
            ...instance,
            engine_version: "14.12",
            parameter_group_name: ref("aws_db_parameter_group.rds_07_old.id"),
          },
          rds_07_old_default: { ...instance, engine_version: "13", parameter_group_name: "default.postgres13" },
          rds_07_old_no_group: { ...instance, engine_version: "14.12" },
        },
      },
    }),
    fails: [
      { check, resource: "aws_db_parameter_group.rds_07_off" },
      { check, resource: "aws_db_parameter_group.rds_07_old" },
      { check, resource: "aws_db_parameter_group.rds_07_mysql_silent" },
      { check, resource: "aws_db_parameter_group.rds_07_db2_both" },
      { check, resource: "aws_rds_cluster_parameter_group.rds_07_aurora_silent" },
      { check, resource: "aws_db_instance.rds_07_off" },
      { check, resource: "aws_db_instance.rds_07_by_id" },
      { check, resource: "aws_db_instance.rds_07_old_default" },
      { check, resource: "aws_db_instance.rds_07_old_no_group" },
    ],
  },
];
