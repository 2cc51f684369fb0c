/** Rules of the group `secrets`; one line per rule, in the order of their ids. */
import type { Rule } from "../../rule";

export const secretsRules: readonly Rule[] = [];
