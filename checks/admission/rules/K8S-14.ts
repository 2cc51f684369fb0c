import type { AdmissionRule } from "../model";
import { present, valueOr } from "../text";

const stated = present("variables.pod", "automountServiceAccountToken");
const mounts = valueOr("variables.pod", "automountServiceAccountToken", "true");
const account = valueOr("variables.pod", "serviceAccountName", valueOr("variables.pod", "serviceAccount", '""'));

export const k8s14: AdmissionRule = {
  rule: "K8S-14",
  elsewhere: [
    // Before it asks, the API server itself mounts the token into the pods that get one.
    "K8S-14.token-folder",
    "K8S-14.account-field",
    "K8S-14.bound-token",
    "K8S-14.administrative-token",
    "K8S-14.takeover-token",
    "K8S-14.token-by-default",
    "K8S-14.default-account-token",
    "K8S-14.default-account-bound",
    "K8S-14.long-lived-token",
  ],
  checks: () => [
    { check: "K8S-14.pod-token", each: "pod", expression: `!(${stated}) || ${mounts} == false` },
    { check: "K8S-14.token-unstated", each: "pod", expression: stated },
    {
      check: "K8S-14.default-account",
      each: "pod",
      expression: `${mounts} == false || !(${account} in ["", "default"])`,
    },
  ],
};
