import type { Rule } from "../../rule";
import { frameworks, terraformInputs } from "../kit/frameworks";
import { judge, verdict } from "../kit/judge";
import { atLeast, isSet } from "../kit/predicates";

const lockedWords = {
  check: "BKP-04.locked",
  fails: "Whoever takes over an administrator's account can delete the backups together with the data.",
};
const finalWords = {
  check: "BKP-04.compliance-mode",
  fails: "The lock is in governance mode: an identity with enough rights can lift it.",
};

export const rule: Rule = {
  metadata: {
    id: "BKP-04",
    aliases: [],
    title: "Backup vaults are locked",
    control: "backup-and-recovery.vault-lock",
    severity: "medium",
    group: "backup-and-recovery",
    inputs: terraformInputs,
    resourceTypes: ["aws_backup_vault"],
    rationale: "Ransomware deletes backups first; a locked vault refuses until their time is over.",
    remediation:
      "Add aws_backup_vault_lock_configuration for the vault with min_retention_days, and with changeable_for_days = 3 or more for compliance mode.",
    parameters: {},
    checks: [
      {
        id: lockedWords.check,
        title: "The vault has a lock with a shortest retention",
        severity: "medium",
        equivalents: {},
      },
      { id: finalWords.check, title: "Nobody can lift the lock", severity: "low", equivalents: {} },
    ],
    frameworks: frameworks({ nist: ["CP-9(8)", "AU-9"], iso: ["A.8.13"], dpdp: ["6(1)(d)"], digit: ["backup"] }),
  },
  evaluate: (vault, { graph }) => {
    const locks = graph.referrers(vault, "aws_backup_vault_lock_configuration", "backup_vault_name");
    const lock = locks.nodes[0];
    if (!lock) {
      const facts = { path: "aws_backup_vault_lock_configuration", expected: "a lock", actual: null };
      const answer = locks.unresolved === undefined ? "no" : "unknown";
      return [verdict(answer, { ...facts, reason: locks.unresolved }, lockedWords)];
    }
    const context = { resource: vault, related: [lock] };
    return [
      judge(lock, "min_retention_days", atLeast(1), lockedWords, context),
      judge(lock, "changeable_for_days", isSet(">= 3"), finalWords, context),
    ];
  },
};
