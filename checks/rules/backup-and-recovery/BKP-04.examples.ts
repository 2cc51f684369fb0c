import type { RuleExamples } from "../../rule";
import { ref, rootModule } from "../kit/example";

export const examples: RuleExamples = [
  {
    name: "locked",
    terraform: rootModule({
      resource: {
        aws_backup_vault: { bkp_04_locked: { name: "bkp-04-locked" } },
        aws_backup_vault_lock_configuration: {
          bkp_04_locked: {
            backup_vault_name: ref("aws_backup_vault.bkp_04_locked.name"),
            min_retention_days: 35,
            max_retention_days: 400,
            changeable_for_days: 3,
          },
        },
      },
    }),
    fails: [],
  },
  {
    name: "not-locked",
    terraform: rootModule({
      resource: {
        aws_backup_vault: {
          bkp_04_open: { name: "bkp-04-open" },
          bkp_04_governed: { name: "bkp-04-governed" },
          bkp_04_no_minimum: { name: "bkp-04-no-minimum" },
        },
        aws_backup_vault_lock_configuration: {
          bkp_04_governed: { backup_vault_name: "bkp-04-governed", min_retention_days: 35 },
          bkp_04_no_minimum: {
            backup_vault_name: ref("aws_backup_vault.bkp_04_no_minimum.id"),
            max_retention_days: 400,
            changeable_for_days: 3,
          },
        },
      },
    }),
    fails: [
      { check: "BKP-04.locked", resource: "aws_backup_vault.bkp_04_open" },
      { check: "BKP-04.compliance-mode", resource: "aws_backup_vault.bkp_04_governed" },
      { check: "BKP-04.locked", resource: "aws_backup_vault.bkp_04_no_minimum" },
    ],
  },
];
