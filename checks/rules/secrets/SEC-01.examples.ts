import type { RuleExamples } from "../../rule";
import { ref, rootModule } from "../kit/example";

export const examples: RuleExamples = [
  {
    name: "customer-key",
    terraform: rootModule({
      resource: {
        aws_kms_key: { sec_01_own: { description: "sec-01" } },
        aws_secretsmanager_secret: {
          sec_01_new: { name: "sec-01-new", kms_key_id: ref("aws_kms_key.sec_01_own.arn") },
          sec_01_alias: { name: "sec-01-alias", kms_key_id: "alias/sec-01" },
        },
      },
    }),
    fails: [],
  },
  {
    name: "managed-key",
    terraform: rootModule({
      resource: {
        aws_secretsmanager_secret: {
          sec_01_replica: {
            name: "sec-01-replica",
            kms_key_id: "alias/sec-01",
            replica: [{ region: "ap-south-2" }],
          },
          sec_01_absent: { name: "sec-01-absent" },
          sec_01_managed: { name: "sec-01-managed", kms_key_id: "alias/aws/secretsmanager" },
        },
      },
    }),
    fails: [
      { check: "SEC-01.replica-key", resource: "aws_secretsmanager_secret.sec_01_replica" },
      { check: "SEC-01.customer-key", resource: "aws_secretsmanager_secret.sec_01_absent" },
      { check: "SEC-01.customer-key", resource: "aws_secretsmanager_secret.sec_01_managed" },
    ],
  },
];
