import type { CheckResult } from "../../rule";
import { frameworks } from "../kit/frameworks";
import { judge } from "../kit/judge";
import { type ContainerView, effectivePath, type PodView } from "../kit/kubernetes";
import { askPath, type ContainerAnswer, judgeContainers } from "../kit/kubernetesJudge";
import { podRule } from "../kit/podRule";
import { type Answer, isTrue, numberOf, type Predicate, some } from "../kit/predicates";

/** Every container runs as somebody other than root, and so does every file that is written. */
export const rule = podRule(
  {
    id: "K8S-03",
    title: "Containers do not run as root",
    control: "workload-hardening.non-root",
    severity: "high",
    rationale:
      "Root in a container is root to the kernel: with one flaw in the runtime or one careless mount, whoever breaks into the application has the node.",
    remediation:
      "Set securityContext.runAsNonRoot to true at the pod or at each container, with runAsUser and runAsGroup other than 0; remove runAsUser: 0, runAsGroup: 0, fsGroup: 0 and 0 from supplementalGroups.",
    checks: [
      {
        id: "K8S-03.non-root",
        title: "runAsNonRoot is true, or runAsUser is not 0",
        severity: "high",
        equivalents: {
          checkov: ["CKV_K8S_23"],
          trivy: ["KSV-0012"],
          kubescape: ["C-0013", "C-0211"],
          kubelinter: ["run-as-non-root"],
        },
      },
      {
        id: "K8S-03.enforced",
        title: "A user other than root is enforced by runAsNonRoot, as Pod Security's level restricted asks",
        severity: "low",
        equivalents: { trivy: ["KSV-0012"] },
      },
      {
        id: "K8S-03.root-user",
        title: "No runAsUser is 0",
        severity: "high",
        equivalents: { trivy: ["KSV-0105"], kubelinter: ["run-as-non-root"] },
      },
      {
        id: "K8S-03.root-group",
        title: "No runAsGroup is 0",
        severity: "low",
        equivalents: { trivy: ["KSV-0116"], kubescape: ["C-0013"], kubelinter: ["run-as-non-root"] },
      },
      {
        id: "K8S-03.root-file-group",
        title: "Neither fsGroup nor supplementalGroups holds the group 0",
        severity: "low",
        equivalents: { trivy: ["KSV-0116"] },
      },
    ],
    frameworks: frameworks({
      cisKubernetes: ["5.2.7"],
      nist: ["AC-6"],
      iso: ["A.8.2"],
      dpdp: ["6(1)(b)"],
      digit: ["accessControl"],
    }),
  },
  (pod) => {
    // A Windows pod has runAsUserName instead; numbers mean nothing there.
    if (pod.isWindows) return [];
    return [
      ...judgeContainers(
        pod,
        {
          check: "K8S-03.non-root",
          expected: "runAsNonRoot: true, or a runAsUser other than 0",
          fails: "may run as root",
          passes: "No container runs as root",
        },
        (container) => nonRoot(pod, container),
      ),
      ...judgeContainers(
        pod,
        {
          check: "K8S-03.enforced",
          expected: true,
          fails: "states a user other than root, but runAsNonRoot does not enforce it",
          passes: "runAsNonRoot enforces a user other than root",
        },
        (container) => enforced(pod, container),
      ),
      ...judgeContainers(
        pod,
        {
          check: "K8S-03.root-user",
          expected: "not 0",
          fails: "runs as user 0",
          passes: "No container runs as user 0",
        },
        (container) => askPath(pod, effectivePath(pod, container, "runAsUser"), isZero),
      ),
      ...judgeContainers(
        pod,
        {
          check: "K8S-03.root-group",
          expected: "not 0",
          fails: "runs with group 0",
          passes: "No container is made to run with group 0",
        },
        (container) => askPath(pod, effectivePath(pod, container, "runAsGroup"), isZero),
      ),
      ...fileGroups(pod),
    ];
  },
);

/** Yes for anything but the number 0. */
const isZero: Predicate = {
  expected: "not 0",
  ask: (reading) => {
    if (reading.kind === "unknown") return "unknown";
    return reading.kind !== "absent" && numberOf(reading.value) === 0 ? "no" : "yes";
  },
};

const otherThanRoot: Predicate = {
  expected: "> 0",
  ask: (reading): Answer => {
    if (reading.kind === "unknown") return "unknown";
    return reading.kind !== "absent" && (numberOf(reading.value) ?? 0) > 0 ? "yes" : "no";
  },
};

function nonRoot(pod: PodView, container: ContainerView): ContainerAnswer {
  const user = askPath(pod, effectivePath(pod, container, "runAsUser"), otherThanRoot);
  const flag = askPath(pod, effectivePath(pod, container, "runAsNonRoot"), isTrue());
  const answer = some([flag.answer, user.answer]);
  const decisive = user.answer === "no" && user.actual !== null && flag.actual !== false ? user : flag;
  return { ...decisive, answer, reason: flag.reason ?? user.reason };
}

/** Arises only where the user says that it is not root. */
function enforced(pod: PodView, container: ContainerView): ContainerAnswer | undefined {
  const user = askPath(pod, effectivePath(pod, container, "runAsUser"), otherThanRoot);
  const flag = askPath(pod, effectivePath(pod, container, "runAsNonRoot"), isTrue());
  return flag.answer === "yes" || user.answer === "yes" ? flag : undefined;
}

function fileGroups(pod: PodView): readonly CheckResult[] {
  const words = {
    check: "K8S-03.root-file-group",
    fails: "Files are written with, or read by, the group 0",
    passes: "No group of the pod is 0",
  };
  const context = { view: pod.spec };
  const fsGroup = judge(pod.node, "securityContext.fsGroup", isZero, words, context);
  const supplemental: Predicate = {
    expected: "without 0",
    ask: (reading) => {
      if (reading.kind === "unknown") return "unknown";
      return reading.kind !== "absent" && [reading.value].flat().some((group) => numberOf(group) === 0) ? "no" : "yes";
    },
  };
  return [fsGroup, judge(pod.node, "securityContext.supplementalGroups", supplemental, words, context)];
}
