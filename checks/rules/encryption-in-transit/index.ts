/** Rules of the group `encryption-in-transit`; one line per rule, in the order of their ids. */
import type { Rule } from "../../rule";

export const encryptionInTransitRules: readonly Rule[] = [];
