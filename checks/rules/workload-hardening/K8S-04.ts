import { frameworks } from "../kit/frameworks";
import { effectivePath } from "../kit/kubernetes";
import { askPath } from "../kit/kubernetesJudge";
import { judgeQuestions, podRule } from "../kit/podRule";
import { atLeast, isSet, orAbsent } from "../kit/predicates";

/** Lower numbers are those of a node's own users and groups; peers draw the line at the same number. */
const lowest = 10_000;

/** Users and groups of containers are nobody's on the node. */
export const rule = podRule(
  {
    id: "K8S-04",
    title: "Containers run with user and group numbers that nobody has on the node",
    control: "workload-hardening.high-user-id",
    severity: "low",
    rationale:
      "A process that escapes with a low user or group number may meet a user of the node with the same number, and have its files and processes.",
    remediation:
      "Set securityContext.runAsUser and securityContext.runAsGroup to 10000 or more at the pod or at each container.",
    checks: [
      {
        id: "K8S-04.high-user",
        title: "runAsUser is at least 10000",
        severity: "low",
        equivalents: { checkov: ["CKV_K8S_40"], trivy: ["KSV-0020"] },
      },
      {
        id: "K8S-04.group-unset",
        title: "runAsGroup is stated, for it is root's where the image does not say otherwise",
        severity: "low",
        equivalents: { trivy: ["KSV-0021"], kubescape: ["C-0013"] },
      },
      {
        id: "K8S-04.high-group",
        title: "runAsGroup, where it is stated, is at least 10000",
        severity: "low",
        equivalents: { trivy: ["KSV-0021"] },
      },
    ],
    frameworks: frameworks({ nist: ["AC-6"], iso: ["A.8.2"] }),
  },
  (pod) => {
    const hostUsers = pod.spec.get("hostUsers");
    // In a user namespace of its own the pod's numbers are mapped to others on the node.
    const isMapped = hostUsers.kind === "known" && hostUsers.value === false;
    if (pod.isWindows || isMapped) return [];
    return judgeQuestions(pod, [
      {
        check: "K8S-04.high-user",
        expected: `>= ${lowest}`,
        fails: "does not run with a user number of 10000 or more",
        passes: "All user numbers are high",
        ask: (container) => askPath(pod, effectivePath(pod, container, "runAsUser"), atLeast(lowest)),
      },
      {
        check: "K8S-04.group-unset",
        expected: "set",
        fails: "does not state its group",
        passes: "Every container states its group",
        ask: (container) => askPath(pod, effectivePath(pod, container, "runAsGroup"), isSet()),
      },
      {
        check: "K8S-04.high-group",
        expected: `>= ${lowest}`,
        fails: "runs with a group number below 10000",
        passes: "No group number is low",
        ask: (container) => askPath(pod, effectivePath(pod, container, "runAsGroup"), orAbsent(atLeast(lowest))),
      },
    ]);
  },
);
