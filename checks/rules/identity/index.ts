/** Rules of the group `identity`; one line per rule, in the order of their ids. */
import type { Rule } from "../../rule";

export const identityRules: readonly Rule[] = [];
