import { frameworks } from "../kit/frameworks";
import { askContainer } from "../kit/kubernetesJudge";
import { containerRule } from "../kit/podRule";
import { isFalse, orAbsent } from "../kit/predicates";

/** No container is privileged; init and ephemeral ones can do as much harm as the others. */
export const rule = containerRule(
  {
    id: "K8S-01",
    title: "No container is privileged",
    control: "workload-hardening.privileged",
    severity: "critical",
    rationale:
      "A privileged container has all capabilities and all devices of its node: whoever takes it over has the node, its other pods and their secrets.",
    remediation:
      "Remove securityContext.privileged from the container, or set it to false; grant the one capability that is needed in securityContext.capabilities.add.",
    checks: [
      {
        id: "K8S-01.privileged",
        title: "securityContext.privileged is not true",
        severity: "critical",
        equivalents: {
          checkov: ["CKV_K8S_16"],
          trivy: ["KSV-0017"],
          kubescape: ["C-0057", "C-0211"],
          kubelinter: ["privileged-container"],
        },
      },
    ],
    frameworks: frameworks({
      cisKubernetes: ["5.2.2"],
      cisEks: ["4.2.1"],
      nist: ["AC-6", "CM-7"],
      iso: ["A.8.2"],
      dpdp: ["6(1)(b)"],
      digit: ["accessControl"],
    }),
  },
  [
    {
      check: "K8S-01.privileged",
      expected: false,
      fails: "is privileged",
      passes: "No container is privileged",
      ask: (container, pod) => askContainer(pod, container, "securityContext.privileged", orAbsent(isFalse())),
    },
  ],
);
