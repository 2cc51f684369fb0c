/** Examples of the group's rules by rule id. Kept apart from the rules so that the command line never loads them. */
import type { RuleExamples } from "../../rule";
import { examples as k8s15 } from "./K8S-15.examples";
import { examples as sec01 } from "./SEC-01.examples";
import { examples as sec02 } from "./SEC-02.examples";
import { examples as sec03 } from "./SEC-03.examples";
import { examples as sec04 } from "./SEC-04.examples";
import { examples as sec05 } from "./SEC-05.examples";
import { examples as sec06 } from "./SEC-06.examples";

export const secretsExamples: Readonly<Record<string, RuleExamples>> = {
  "K8S-15": k8s15,
  "SEC-01": sec01,
  "SEC-02": sec02,
  "SEC-03": sec03,
  "SEC-04": sec04,
  "SEC-05": sec05,
  "SEC-06": sec06,
};
