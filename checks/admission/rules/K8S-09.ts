import type { AdmissionRule } from "../model";
import { valueOr } from "../text";

export const k8s09: AdmissionRule = {
  rule: "K8S-09",
  checks: () => [
    {
      check: "K8S-09.read-only-root",
      each: "container",
      expression: `${valueOr("container", "securityContext.readOnlyRootFilesystem", "false")} == true`,
      linuxOnly: true,
    },
  ],
};
