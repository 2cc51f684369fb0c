import { capabilitiesOf } from "../kit/capabilities";
import { frameworks } from "../kit/frameworks";
import type { ContainerView, PodView } from "../kit/kubernetes";
import { askContainer, type ContainerAnswer } from "../kit/kubernetesJudge";
import { containerRule } from "../kit/podRule";
import { isFalse, isTrue, not } from "../kit/predicates";

const path = "securityContext.allowPrivilegeEscalation";

/** No process gains more rights than the one that started it. Windows has no such flag. */
export const rule = containerRule(
  {
    id: "K8S-02",
    title: "No process in a container gains rights that its parent did not have",
    control: "workload-hardening.privilege-escalation",
    severity: "high",
    rationale:
      "Without the kernel's no_new_privs flag, a set-user-id program in the image makes root of an ordinary user; Kubernetes sets the flag only where it is asked to.",
    remediation:
      "Set securityContext.allowPrivilegeEscalation to false on every container, and remove privileged and SYS_ADMIN, which imply it.",
    checks: [
      {
        id: "K8S-02.escalation-granted",
        title: "Neither allowPrivilegeEscalation nor privileged nor SYS_ADMIN grants it",
        severity: "high",
        equivalents: {
          checkov: ["CKV_K8S_20"],
          trivy: ["KSV-0001"],
          kubescape: ["C-0016", "C-0211"],
          kubelinter: ["privilege-escalation-container"],
        },
      },
      {
        id: "K8S-02.escalation-not-forbidden",
        title: "allowPrivilegeEscalation is set, for it is true where nothing is said",
        severity: "high",
        equivalents: { checkov: ["CKV_K8S_20"], trivy: ["KSV-0001"], kubescape: ["C-0016", "C-0211"] },
      },
    ],
    frameworks: frameworks({
      cisKubernetes: ["5.2.6"],
      cisEks: ["4.2.5"],
      nist: ["AC-6"],
      iso: ["A.8.2"],
      dpdp: ["6(1)(b)"],
      digit: ["accessControl"],
    }),
  },
  [
    {
      check: "K8S-02.escalation-granted",
      expected: false,
      fails: "is allowed to gain rights",
      passes: "No container is granted more rights than it starts with",
      ask: (container, pod) => (pod.isWindows ? undefined : granted(container, pod)),
    },
    {
      check: "K8S-02.escalation-not-forbidden",
      expected: false,
      fails: "does not set allowPrivilegeEscalation, which is then true",
      passes: "Every container says whether it may gain rights",
      ask: (container, pod) => {
        if (pod.isWindows || granted(container, pod).answer === "no") return undefined;
        return askContainer(pod, container, path, isFalse());
      },
    },
  ],
);

function granted(container: ContainerView, pod: PodView): ContainerAnswer {
  const stated = askContainer(pod, container, path, { expected: false, ask: (reading) => not(isTrue().ask(reading)) });
  if (stated.answer !== "yes" || container.view.get(path).kind !== "absent") return stated;
  if (isTrue().ask(container.view.get("securityContext.privileged")) === "yes") {
    return { ...stated, answer: "no", says: "is privileged, which lets it gain rights" };
  }
  return capabilitiesOf(container, "add").names.includes("SYS_ADMIN")
    ? { ...stated, answer: "no", says: "has SYS_ADMIN, which lets it gain rights" }
    : stated;
}
