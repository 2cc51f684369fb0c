/** Rules on pods that have a form for admission; what they leave out, and why, is in docs/decisions. */
import type { AdmissionRule } from "./model";
import { k8s01 } from "./rules/K8S-01";
import { k8s02 } from "./rules/K8S-02";
import { k8s03 } from "./rules/K8S-03";
import { k8s04 } from "./rules/K8S-04";
import { k8s05 } from "./rules/K8S-05";
import { k8s06 } from "./rules/K8S-06";
import { k8s07 } from "./rules/K8S-07";
import { k8s08 } from "./rules/K8S-08";
import { k8s09 } from "./rules/K8S-09";
import { k8s10 } from "./rules/K8S-10";
import { k8s11 } from "./rules/K8S-11";
import { k8s12 } from "./rules/K8S-12";
import { k8s13 } from "./rules/K8S-13";
import { k8s14 } from "./rules/K8S-14";

export const admissionRules: readonly AdmissionRule[] = [
  ...[k8s01, k8s02, k8s03, k8s04, k8s05, k8s06, k8s07],
  ...[k8s08, k8s09, k8s10, k8s11, k8s12, k8s13, k8s14],
];
