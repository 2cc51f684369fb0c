/** Rules of the group `network-isolation`; one line per rule, in the order of their ids. */
import type { Rule } from "../../rule";

export const networkIsolationRules: readonly Rule[] = [];
