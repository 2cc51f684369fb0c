import type { RuleExamples } from "../../rule";
import { ref, rootModule } from "../kit/example";

const instance = {
  allocated_storage: 20,
  engine: "postgres",
  engine_version: "16.4",
  instance_class: "db.t4g.medium",
  username: "digit",
  manage_master_user_password: true,
  final_snapshot_identifier: "rds-12-final",
};

export const examples: RuleExamples = [
  {
    name: "customer-key-or-not-offered",
    terraform: rootModule({
      resource: {
        aws_kms_key: { rds_12_own: { description: "rds-12" } },
        aws_db_instance: {
          rds_12_on: {
            ...instance,
            performance_insights_enabled: true,
            performance_insights_kms_key_id: ref("aws_kms_key.rds_12_own.arn"),
          },
          rds_12_db2: {
            ...instance,
            engine: "db2-se",
            engine_version: "11.5",
            license_model: "bring-your-own-license",
          },
          rds_12_smallest: { ...instance, engine: "mysql", engine_version: "8.4", instance_class: "db.t3.micro" },
        },
      },
    }),
    fails: [],
  },
  {
    name: "managed-key",
    terraform: rootModule({
      resource: { aws_db_instance: { rds_12_managed: { ...instance, performance_insights_enabled: true } } },
    }),
    fails: [{ check: "RDS-12.performance-insights-key", resource: "aws_db_instance.rds_12_managed" }],
  },
  {
    name: "off",
    terraform: rootModule({
      resource: {
        aws_db_instance: {
          rds_12_off: { ...instance, performance_insights_enabled: false },
          rds_12_silent: instance,
        },
        aws_rds_cluster_instance: {
          rds_12_silent: {
            cluster_identifier: "theirs",
            engine: "aurora-postgresql",
            instance_class: "db.r7g.large",
          },
        },
      },
    }),
    fails: [
      { check: "RDS-12.on", resource: "aws_db_instance.rds_12_off" },
      { check: "RDS-12.on", resource: "aws_db_instance.rds_12_silent" },
      { check: "RDS-12.on", resource: "aws_rds_cluster_instance.rds_12_silent" },
    ],
  },
];
