import type { AdmissionRule } from "../model";
import { effective, valueOr } from "../text";

const lowest = 10_000;
/** In a user namespace of its own the pod's numbers are mapped to others on the node. */
const mapped = `${valueOr("variables.pod", "hostUsers", "true")} == false`;

export const k8s04: AdmissionRule = {
  rule: "K8S-04",
  checks: () => [
    {
      check: "K8S-04.high-user",
      each: "container",
      expression: `${mapped} || ${effective("runAsUser", "0")} >= ${lowest}`,
      linuxOnly: true,
    },
    {
      check: "K8S-04.group-unset",
      each: "container",
      expression: `${mapped} || ${effective("runAsGroup", "-1")} >= 0`,
      linuxOnly: true,
    },
    {
      check: "K8S-04.high-group",
      each: "container",
      expression: `${mapped} || ${effective("runAsGroup", String(lowest))} >= ${lowest}`,
      linuxOnly: true,
    },
  ],
};
