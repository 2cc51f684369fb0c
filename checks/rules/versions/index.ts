/** Rules of the group `versions`; one line per rule, in the order of their ids. */
import type { Rule } from "../../rule";

export const versionRules: readonly Rule[] = [];
