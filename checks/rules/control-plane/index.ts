/** Rules of the group `control-plane`; one line per rule, in the order of their ids. */
import type { Rule } from "../../rule";

export const controlPlaneRules: readonly Rule[] = [];
