import type { AdmissionRule } from "../model";
import { effective, listOf } from "../text";

/** Of the pod, or of the container where it has one; clusters before 1.27 read these. */
const annotation = (() => {
  const own = '"container.seccomp.security.alpha.kubernetes.io/" + container.name';
  const shared = '"seccomp.security.alpha.kubernetes.io/pod"';
  const at = (key: string) => `variables.annotations[${key}]`;
  return `(${own} in variables.annotations ? ${at(own)} : ${shared} in variables.annotations ? ${at(shared)} : "")`;
})();
const profile = effective("seccompProfile.type", annotation);
const confined = listOf(["", "RuntimeDefault", "Localhost", "runtime/default", "docker/default"]);

export const k8s10: AdmissionRule = {
  rule: "K8S-10",
  checks: () => [
    { check: "K8S-10.unset", each: "container", expression: `${profile} != ""`, linuxOnly: true },
    { check: "K8S-10.unconfined", each: "container", expression: `${profile} in ${confined}`, linuxOnly: true },
  ],
};
