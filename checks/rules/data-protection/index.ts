/** Rules of the group `data-protection`; one line per rule, in the order of their ids. */
import type { Rule } from "../../rule";

export const dataProtectionRules: readonly Rule[] = [];
