/** Rules of the group `encryption-at-rest`; one line per rule, in the order of their ids. */
import type { Rule } from "../../rule";

export const encryptionAtRestRules: readonly Rule[] = [];
