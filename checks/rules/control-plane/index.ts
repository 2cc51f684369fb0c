/** Rules of the group `control-plane`; one line per rule, in the order of their ids. */
import type { Rule } from "../../rule";
import { rule as cp01 } from "./CP-01";
import { rule as cp02 } from "./CP-02";
import { rule as cp03 } from "./CP-03";
import { rule as cp04 } from "./CP-04";
import { rule as cp05 } from "./CP-05";
import { rule as cp06 } from "./CP-06";
import { rule as cp07 } from "./CP-07";
import { rule as k8s26 } from "./K8S-26";
import { rule as k8s27 } from "./K8S-27";

export const controlPlaneRules: readonly Rule[] = [cp01, cp02, cp03, cp04, cp05, cp06, cp07, k8s26, k8s27];
