import type { AdmissionRule } from "../model";
import { capabilities, present, valueOr } from "../text";

const field = "securityContext.allowPrivilegeEscalation";
const added = valueOr("container", "securityContext.capabilities.add", "[]");
const privileged = valueOr("container", "securityContext.privileged", "false");
/** What a container does not state, other rights may still bring. */
const granted = `(${present("container", field)} ? container.${field} == true : ${privileged} == true || ${added}.exists(name, name in ${capabilities("SYS_ADMIN")}))`;

export const k8s02: AdmissionRule = {
  rule: "K8S-02",
  checks: () => [
    { check: "K8S-02.escalation-granted", each: "container", expression: `!${granted}`, linuxOnly: true },
    {
      check: "K8S-02.escalation-not-forbidden",
      each: "container",
      expression: `${granted} || ${valueOr("container", field, "true")} == false`,
      linuxOnly: true,
    },
  ],
};
