/** Examples of the group's rules by rule id. Kept apart from the rules so that the command line never loads them. */
import type { RuleExamples } from "../../rule";
import { examples as cp01 } from "./CP-01.examples";
import { examples as cp02 } from "./CP-02.examples";
import { examples as cp03 } from "./CP-03.examples";
import { examples as cp04 } from "./CP-04.examples";
import { examples as cp05 } from "./CP-05.examples";
import { examples as cp06 } from "./CP-06.examples";
import { examples as cp07 } from "./CP-07.examples";
import { examples as k8s26 } from "./K8S-26.examples";
import { examples as k8s27 } from "./K8S-27.examples";

export const controlPlaneExamples: Readonly<Record<string, RuleExamples>> = {
  "CP-01": cp01,
  "CP-02": cp02,
  "CP-03": cp03,
  "CP-04": cp04,
  "CP-05": cp05,
  "CP-06": cp06,
  "CP-07": cp07,
  "K8S-26": k8s26,
  "K8S-27": k8s27,
};
