/** Rules of the group `cross-boundary`; one line per rule, in the order of their ids. */
import type { Rule } from "../../rule";

export const crossBoundaryRules: readonly Rule[] = [];
