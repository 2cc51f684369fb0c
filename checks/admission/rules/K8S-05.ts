import type { AdmissionRule } from "../model";
import { effective, valueOr } from "../text";

const isOff = (field: string) => `${valueOr("variables.pod", field, "false")} == false`;

export const k8s05: AdmissionRule = {
  rule: "K8S-05",
  checks: () => [
    { check: "K8S-05.host-network", each: "pod", expression: isOff("hostNetwork") },
    { check: "K8S-05.host-pid", each: "pod", expression: isOff("hostPID") },
    { check: "K8S-05.host-ipc", each: "pod", expression: isOff("hostIPC") },
    {
      check: "K8S-05.host-process",
      each: "container",
      expression: `${effective("windowsOptions.hostProcess", "false")} == false`,
    },
  ],
};
