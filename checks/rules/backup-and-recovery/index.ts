/** Rules of the group `backup-and-recovery`; one line per rule, in the order of their ids. */
import type { Rule } from "../../rule";

export const backupAndRecoveryRules: readonly Rule[] = [];
