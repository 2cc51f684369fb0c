import type { RuleExamples } from "../../rule";
import { ref, rootModule } from "../kit/example";

export const examples: RuleExamples = [
  {
    name: "customer-key",
    terraform: rootModule({
      resource: {
        aws_kms_key: { bkp_01_own: { description: "bkp-01" } },
        aws_backup_vault: { bkp_01_own: { name: "bkp-01-own", kms_key_arn: ref("aws_kms_key.bkp_01_own.arn") } },
      },
    }),
    fails: [],
  },
  {
    name: "no-key",
    terraform: rootModule({
      resource: {
        aws_backup_vault: {
          bkp_01_absent: { name: "bkp-01-absent" },
          bkp_01_null: { name: "bkp-01-null", kms_key_arn: null },
        },
      },
    }),
    fails: [
      { check: "BKP-01.customer-key", resource: "aws_backup_vault.bkp_01_absent" },
      { check: "BKP-01.customer-key", resource: "aws_backup_vault.bkp_01_null" },
    ],
  },
];
