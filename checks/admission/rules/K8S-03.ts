import type { AdmissionRule } from "../model";
import { effective, valueOr } from "../text";

const flag = `${effective("runAsNonRoot", "false")} == true`;
const user = `${effective("runAsUser", "0")} > 0`;

export const k8s03: AdmissionRule = {
  rule: "K8S-03",
  checks: () => [
    { check: "K8S-03.non-root", each: "container", expression: `${flag} || ${user}`, linuxOnly: true },
    { check: "K8S-03.enforced", each: "container", expression: `${flag} || !(${user})`, linuxOnly: true },
    {
      check: "K8S-03.root-user",
      each: "container",
      expression: `${effective("runAsUser", "1")} != 0`,
      linuxOnly: true,
    },
    {
      check: "K8S-03.root-group",
      each: "container",
      expression: `${effective("runAsGroup", "1")} != 0`,
      linuxOnly: true,
    },
    {
      check: "K8S-03.root-file-group",
      each: "pod",
      expression: `${valueOr("variables.pod", "securityContext.fsGroup", "1")} != 0 && ${valueOr("variables.pod", "securityContext.supplementalGroups", "[]")}.all(group, group != 0)`,
      linuxOnly: true,
    },
  ],
};
