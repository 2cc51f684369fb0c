import { joinPath } from "../../graph/path";
import { frameworks } from "../kit/frameworks";
import { type ContainerView, effectivePath, type PodView } from "../kit/kubernetes";
import { askPath, type ContainerAnswer } from "../kit/kubernetesJudge";
import { containerRule } from "../kit/podRule";
import { oneOf, orAbsent } from "../kit/predicates";

/** System calls that a container has no use for are closed to it. */
export const rule = containerRule(
  {
    id: "K8S-10",
    title: "Containers run under a seccomp profile",
    control: "workload-hardening.seccomp",
    severity: "medium",
    rationale:
      "Most ways out of a container lead through system calls that no application needs. The runtime's profile closes them, but Kubernetes applies none unless it is asked to.",
    remediation:
      "Set securityContext.seccompProfile.type to RuntimeDefault at the pod, or to Localhost with a localhostProfile; remove Unconfined from its containers.",
    checks: [
      {
        id: "K8S-10.unset",
        title: "A seccomp profile is stated for every container",
        severity: "medium",
        equivalents: {
          checkov: ["CKV_K8S_31"],
          trivy: ["KSV-0030", "KSV-0104"],
          kubescape: ["C-0055", "C-0210", "C-0211"],
        },
      },
      {
        id: "K8S-10.unconfined",
        title: "No container is unconfined",
        severity: "medium",
        equivalents: { checkov: ["CKV_K8S_31"], trivy: ["KSV-0030", "KSV-0104"], kubescape: ["C-0210", "C-0211"] },
      },
    ],
    frameworks: frameworks({ cisKubernetes: ["5.7.2"], nist: ["AC-6", "SC-39"], iso: ["A.8.9"] }),
  },
  [
    {
      check: "K8S-10.unset",
      expected: "RuntimeDefault",
      fails: "has no seccomp profile",
      passes: "Every container has a seccomp profile",
      ask: (container, pod) => {
        if (pod.isWindows) return undefined;
        const path = profilePath(pod, container);
        const answer = askPath(pod, path, { expected: "set", ask: ({ kind }) => (kind === "absent" ? "no" : "yes") });
        return answer.answer === "no"
          ? { ...answer, path: joinPath(container.view.path, `securityContext.${profile}`) }
          : answer;
      },
    },
    {
      check: "K8S-10.unconfined",
      expected: "RuntimeDefault or Localhost",
      fails: "runs without a seccomp profile, for it is Unconfined",
      passes: "No container is unconfined",
      ask: (container, pod): ContainerAnswer | undefined =>
        pod.isWindows ? undefined : askPath(pod, profilePath(pod, container), orAbsent(oneOf(confined))),
    },
  ],
);

const profile = "seccompProfile.type";
/** The lower-case words are those of the annotations that came before the field. */
const confined = ["RuntimeDefault", "Localhost", "runtime/default", "docker/default"];

/** Where the container's profile stands: its own field, the pod's, or the annotations that clusters before 1.27 read. */
function profilePath(pod: PodView, container: ContainerView): string {
  const field = effectivePath(pod, container, profile);
  if (pod.node.get(field).kind !== "absent") return field;
  const annotation = (key: string) => `${pod.metadata}.annotations["${key}"]`;
  const annotations = [
    annotation(`container.seccomp.security.alpha.kubernetes.io/${container.name}`),
    annotation("seccomp.security.alpha.kubernetes.io/pod"),
  ];
  return annotations.find((path) => pod.node.get(path).kind !== "absent") ?? field;
}
