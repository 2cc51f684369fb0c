/** Examples of the group's rules by rule id. Kept apart from the rules so that the command line never loads them. */
import type { RuleExamples } from "../../rule";

export const crossBoundaryExamples: Readonly<Record<string, RuleExamples>> = {};
