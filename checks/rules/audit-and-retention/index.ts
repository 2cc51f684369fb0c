/** Rules of the group `audit-and-retention`; one line per rule, in the order of their ids. */
import type { Rule } from "../../rule";

export const auditAndRetentionRules: readonly Rule[] = [];
