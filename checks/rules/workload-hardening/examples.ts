/** Examples of the group's rules by rule id. Kept apart from the rules so that the command line never loads them. */
import type { RuleExamples } from "../../rule";
import { examples as k8s01 } from "./K8S-01.examples";
import { examples as k8s05 } from "./K8S-05.examples";

export const workloadHardeningExamples: Readonly<Record<string, RuleExamples>> = {
  "K8S-01": k8s01,
  "K8S-05": k8s05,
};
