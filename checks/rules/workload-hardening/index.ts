/** Rules of the group `workload-hardening`; one line per rule, in the order of their ids. */
import type { Rule } from "../../rule";

export const workloadHardeningRules: readonly Rule[] = [];
