/** Rules of the group `edge`; one line per rule, in the order of their ids. */
import type { Rule } from "../../rule";

export const edgeRules: readonly Rule[] = [];
