import type { Rule } from "../../rule";
import { frameworks, terraformInputs } from "../kit/frameworks";
import { judgeKey } from "../kit/keys";

export const rule: Rule = {
  metadata: {
    id: "BKP-01",
    aliases: [],
    title: "Backup vaults use a customer key",
    control: "encryption-at-rest.backup-key",
    severity: "high",
    group: "encryption-at-rest",
    inputs: terraformInputs,
    resourceTypes: ["aws_backup_vault"],
    rationale: "A backup under a key of its own survives the loss of the source's key and is not readable with it.",
    remediation: "Set kms_key_arn to the ARN of a customer managed key that is not the source's.",
    parameters: {},
    checks: [
      {
        id: "BKP-01.customer-key",
        title: "The vault is under a customer key",
        severity: "high",
        equivalents: { checkov: ["CKV_AWS_166"], fsbp: ["Backup.1"] },
      },
    ],
    frameworks: frameworks({
      nist: ["SC-28(1)", "CP-9(8)"],
      iso: ["A.8.13", "A.8.24"],
      dpdp: ["6(1)(a)"],
      digit: ["encryption", "backup"],
    }),
  },
  evaluate: (node, { graph }) => [
    judgeKey(
      node,
      "kms_key_arn",
      {
        check: "BKP-01.customer-key",
        fails: "Recovery points are under the key that AWS manages for Backup, which cannot be shared or restricted.",
      },
      { filledIn: graph },
    ),
  ],
};
