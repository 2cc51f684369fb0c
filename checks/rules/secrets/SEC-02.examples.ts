import type { Json } from "../../../common/json";
import type { RuleExamples } from "../../rule";
import { ref, rootModule } from "../kit/example";

function rotation(secret: string, rules: Json) {
  return {
    secret_id: ref(`aws_secretsmanager_secret.${secret}.id`),
    rotation_lambda_arn: "arn:aws:lambda:ap-south-1:123456789012:function:sec-02",
    rotation_rules: rules,
  };
}

export const examples: RuleExamples = [
  {
    name: "rotated",
    terraform: rootModule({
      resource: {
        aws_secretsmanager_secret: {
          sec_02_days: { name: "sec-02-days" },
          sec_02_rate: { name: "sec-02-rate" },
          sec_02_monthly: { name: "sec-02-monthly" },
        },
        aws_secretsmanager_secret_rotation: {
          sec_02_days: rotation("sec_02_days", { automatically_after_days: 30 }),
          sec_02_rate: rotation("sec_02_rate", [{ schedule_expression: "rate(10 days)" }]),
          sec_02_monthly: rotation("sec_02_monthly", { schedule_expression: "cron(0 8 1 * ? *)" }),
        },
        aws_db_instance: {
          sec_02_managed: {
            allocated_storage: 20,
            engine: "postgres",
            instance_class: "db.t4g.medium",
            username: "digit",
            manage_master_user_password: true,
            final_snapshot_identifier: "sec-02-final",
          },
        },
      },
    }),
    fails: [],
  },
  {
    name: "never-or-rarely",
    terraform: rootModule({
      resource: {
        aws_secretsmanager_secret: { sec_02_never: { name: "sec-02-never" }, sec_02_rarely: { name: "sec-02-rarely" } },
        aws_secretsmanager_secret_rotation: {
          sec_02_rarely: rotation("sec_02_rarely", { automatically_after_days: 365 }),
          sec_02_yearly: {
            ...rotation("sec_02_rarely", { schedule_expression: "cron(0 8 1 JAN ? *)" }),
            secret_id: "arn:aws:secretsmanager:ap-south-1:123456789012:secret:sec-02-elsewhere-AbCdEf",
          },
        },
      },
    }),
    fails: [
      { check: "SEC-02.rotation", resource: "aws_secretsmanager_secret.sec_02_never" },
      { check: "SEC-02.interval", resource: "aws_secretsmanager_secret_rotation.sec_02_rarely" },
      { check: "SEC-02.interval", resource: "aws_secretsmanager_secret_rotation.sec_02_yearly" },
    ],
  },
];
