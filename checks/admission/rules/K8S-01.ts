import type { AdmissionRule } from "../model";
import { valueOr } from "../text";

export const k8s01: AdmissionRule = {
  rule: "K8S-01",
  checks: () => [
    {
      check: "K8S-01.privileged",
      each: "container",
      expression: `${valueOr("container", "securityContext.privileged", "false")} == false`,
    },
  ],
};
