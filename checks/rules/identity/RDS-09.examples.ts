import type { JsonObject } from "../../../common/json";
import type { RuleExamples } from "../../rule";
import { ref } from "../kit/example";
import { example } from "../kit/scopedExample";

const instance = (parts: JsonObject): JsonObject => ({
  instance_class: "db.t4g.medium",
  allocated_storage: 20,
  username: "digit",
  manage_master_user_password: true,
  ...parts,
});

export const examples: RuleExamples = [
  example("rds-09-good", {
    resource: {
      aws_db_instance: {
        main: instance({ engine: "postgres", iam_database_authentication_enabled: true }),
        oracle: instance({ engine: "oracle-se2", license_model: "license-included" }),
      },
      aws_rds_cluster: {
        main: {
          cluster_identifier: "rds-09-main",
          engine: "aurora-postgresql",
          iam_database_authentication_enabled: "true",
        },
      },
    },
  }),
  example(
    "rds-09-bad",
    {
      resource: {
        aws_db_instance: {
          silent: instance({ engine: "postgres" }),
          off: instance({ engine: "mysql", iam_database_authentication_enabled: false }),
          replica: {
            instance_class: "db.t4g.medium",
            replicate_source_db: ref("aws_db_instance.silent.identifier"),
          },
        },
        aws_rds_cluster: { silent: { cluster_identifier: "rds-09-silent", engine: "aurora-mysql" } },
      },
    },
    {
      fails: [
        ["RDS-09.iam-login", "aws_db_instance.silent"],
        ["RDS-09.iam-login", "aws_db_instance.off"],
        ["RDS-09.iam-login", "aws_db_instance.replica"],
        ["RDS-09.iam-login", "aws_rds_cluster.silent"],
      ],
    },
  ),
];
