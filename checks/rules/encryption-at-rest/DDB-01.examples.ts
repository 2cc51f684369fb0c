import type { RuleExamples } from "../../rule";
import { ref, rootModule } from "../kit/example";

const table = { billing_mode: "PAY_PER_REQUEST", hash_key: "id", attribute: [{ name: "id", type: "S" }] };

export const examples: RuleExamples = [
  {
    name: "customer-key",
    terraform: rootModule({
      resource: {
        aws_kms_key: { ddb_01_own: { description: "ddb-01" } },
        aws_dynamodb_table: {
          ddb_01_own: {
            ...table,
            name: "ddb-01-own",
            server_side_encryption: { enabled: true, kms_key_arn: ref("aws_kms_key.ddb_01_own.arn") },
          },
        },
      },
    }),
    fails: [],
  },
  {
    name: "key-of-aws",
    terraform: rootModule({
      resource: {
        aws_dynamodb_table: {
          ddb_01_absent: { ...table, name: "ddb-01-absent" },
          ddb_01_managed: { ...table, name: "ddb-01-managed", server_side_encryption: [{ enabled: true }] },
        },
      },
    }),
    fails: [
      { check: "DDB-01.customer-key", resource: "aws_dynamodb_table.ddb_01_absent" },
      { check: "DDB-01.customer-key", resource: "aws_dynamodb_table.ddb_01_managed" },
    ],
  },
];
