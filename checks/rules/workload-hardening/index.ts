/** Rules of the group `workload-hardening`; one line per rule, in the order of their ids. */
import type { Rule } from "../../rule";
import { rule as k8s01 } from "./K8S-01";
import { rule as k8s05 } from "./K8S-05";

export const workloadHardeningRules: readonly Rule[] = [k8s01, k8s05];
