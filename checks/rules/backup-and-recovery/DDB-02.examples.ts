import type { RuleExamples } from "../../rule";
import { rootModule } from "../kit/example";

const table = { billing_mode: "PAY_PER_REQUEST", hash_key: "id", attribute: [{ name: "id", type: "S" }] };

export const examples: RuleExamples = [
  {
    name: "on",
    terraform: rootModule({
      resource: {
        aws_dynamodb_table: { ddb_02_on: { ...table, name: "ddb-02-on", point_in_time_recovery: { enabled: true } } },
      },
    }),
    fails: [],
  },
  {
    name: "off",
    terraform: rootModule({
      resource: {
        aws_dynamodb_table: {
          ddb_02_absent: { ...table, name: "ddb-02-absent" },
          ddb_02_off: { ...table, name: "ddb-02-off", point_in_time_recovery: [{ enabled: false }] },
        },
      },
    }),
    fails: [
      { check: "DDB-02.point-in-time", resource: "aws_dynamodb_table.ddb_02_absent" },
      { check: "DDB-02.point-in-time", resource: "aws_dynamodb_table.ddb_02_off" },
    ],
  },
];
