import type { JsonObject } from "../../../common/json";
import type { RuleExamples } from "../../rule";
import { example } from "../kit/scopedExample";

const instance = (parts: JsonObject): JsonObject => ({
  instance_class: "db.t4g.medium",
  allocated_storage: 20,
  username: "digit",
  engine: "postgres",
  manage_master_user_password: true,
  ...parts,
});
const role = "arn:aws:iam::123456789012:role/monitoring";

export const examples: RuleExamples = [
  example("rds-15-good", {
    resource: {
      aws_db_instance: { minute: instance({ monitoring_interval: 60, monitoring_role_arn: role }) },
      aws_rds_cluster_instance: {
        text: {
          cluster_identifier: "theirs",
          instance_class: "db.r7g.large",
          engine: "aurora-postgresql",
          monitoring_interval: "5",
          monitoring_role_arn: role,
        },
      },
    },
  }),
  example(
    "rds-15-bad",
    { resource: { aws_db_instance: { silent: instance({}), off: instance({ monitoring_interval: 0 }) } } },
    {
      fails: [
        ["RDS-15.enhanced", "aws_db_instance.silent"],
        ["RDS-15.enhanced", "aws_db_instance.off"],
      ],
    },
  ),
];
