import type { RuleExamples } from "../../rule";
import { rootModule } from "../kit/example";

const instance = {
  allocated_storage: 20,
  engine: "postgres",
  engine_version: "16.4",
  instance_class: "db.t4g.medium",
  username: "digit",
  manage_master_user_password: true,
  final_snapshot_identifier: "rds-13-final",
};

export const examples: RuleExamples = [
  {
    name: "current",
    terraform: rootModule({
      resource: {
        aws_db_instance: {
          rds_13_stated: { ...instance, ca_cert_identifier: "rds-ca-ecc384-g1" },
          rds_13_default: instance,
        },
      },
    }),
    fails: [],
  },
  {
    name: "ended",
    terraform: rootModule({
      resource: { aws_db_instance: { rds_13_ended: { ...instance, ca_cert_identifier: "rds-ca-2019" } } },
    }),
    fails: [{ check: "RDS-13.current-authority", resource: "aws_db_instance.rds_13_ended" }],
  },
];
