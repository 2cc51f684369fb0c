import type { RuleExamples } from "../../rule";
import { ref, rootModule } from "../kit/example";

const instance = {
  allocated_storage: 20,
  engine: "postgres",
  engine_version: "16.4",
  instance_class: "db.t4g.medium",
  username: "digit",
  final_snapshot_identifier: "sec-05-final",
};
const cluster = { engine: "aurora-postgresql", master_username: "digit" };
const literal = ["only", "an", "example", "5"].join("-");
const check = "SEC-05.no-password-in-state";

export const examples: RuleExamples = [
  {
    name: "managed",
    terraform: rootModule({
      resource: {
        aws_db_instance: {
          sec_05_managed: { ...instance, manage_master_user_password: true },
          sec_05_write_only: { ...instance, password_wo: literal, password_wo_version: 1 },
          sec_05_null: { ...instance, manage_master_user_password: true, password: null },
        },
        aws_rds_cluster: { sec_05_managed: { ...cluster, manage_master_user_password: true } },
      },
    }),
    fails: [],
  },
  {
    name: "in-state",
    terraform: rootModule({
      variable: { sec_05_password: { type: "string", sensitive: true, default: literal } },
      resource: {
        aws_db_instance: {
          sec_05_literal: { ...instance, password: literal },
          sec_05_variable: { ...instance, password: ref("var.sec_05_password") },
        },
        aws_rds_cluster: { sec_05_literal: { ...cluster, master_password: literal } },
      },
    }),
    fails: [
      { check, resource: "aws_db_instance.sec_05_literal" },
      { check, resource: "aws_db_instance.sec_05_variable" },
      { check, resource: "aws_rds_cluster.sec_05_literal" },
    ],
  },
];
