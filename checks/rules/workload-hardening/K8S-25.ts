import { joinPath } from "../../graph/path";
import { isObject } from "../kit/datum";
import { frameworks } from "../kit/frameworks";
import { isLatest, readImage } from "../kit/image";
import { judge } from "../kit/judge";
import type { ContainerView, PodView } from "../kit/kubernetes";
import { askContainer, askPath, type ContainerAnswer } from "../kit/kubernetesJudge";
import { judgeQuestions, podRule } from "../kit/podRule";
import { oneOf, type Predicate, yesIf } from "../kit/predicates";

/** Somebody thought of what a workload may do, and of which image it gets. */
export const rule = podRule(
  {
    id: "K8S-25",
    title: "Pods and containers state a security context, and moving tags are pulled each time",
    control: "workload-hardening.security-context",
    severity: "low",
    rationale:
      "A workload without a security context runs with whatever the image and the cluster happen to give it. An image that is not pulled again is taken from the node's cache, where it may be an old or another one, without a look at who may have it.",
    remediation:
      "State securityContext at the pod and at each container, with the values that the other rules ask for; set imagePullPolicy to Always, or fix the image by its digest.",
    checks: [
      {
        id: "K8S-25.pod-security-context",
        title: "The pod states a security context",
        severity: "low",
        equivalents: { checkov: ["CKV_K8S_29"], trivy: ["KSV-0118"] },
      },
      {
        id: "K8S-25.container-security-context",
        title: "Every container states a security context, or inherits one of its pod",
        severity: "low",
        equivalents: { checkov: ["CKV_K8S_30"], trivy: ["KSV-0118"], kubescape: ["C-0211"] },
      },
      {
        id: "K8S-25.own-security-context",
        title:
          "Containers do not rely on the pod's security context, which leaves capabilities and the root file system out",
        severity: "low",
        equivalents: { checkov: ["CKV_K8S_30"] },
      },
      {
        id: "K8S-25.pull-latest",
        title: "Images without a fixed tag are pulled each time",
        severity: "low",
        equivalents: { checkov: ["CKV_K8S_15"], kubescape: ["C-0075"] },
      },
      {
        id: "K8S-25.pull-policy",
        title: "Images with a tag and without a digest are pulled each time",
        severity: "low",
        equivalents: { checkov: ["CKV_K8S_15"] },
      },
    ],
    frameworks: frameworks({ cisKubernetes: ["5.7.3"], nist: ["CM-6"], iso: ["A.8.9"] }),
  },
  (pod) => [
    judge(
      pod.node,
      "securityContext",
      stated,
      { check: "K8S-25.pod-security-context", fails: "The pod states no security context" },
      { view: pod.spec },
    ),
    ...judgeQuestions(pod, [
      {
        check: "K8S-25.container-security-context",
        expected: "set",
        fails: "states no security context",
        passes: "Every container states a security context, or inherits one",
        ask: (container) => (inherits(pod) ? undefined : askContainer(pod, container, "securityContext", stated)),
      },
      {
        check: "K8S-25.own-security-context",
        expected: "set",
        fails: "states no security context of its own",
        passes: "Every container states a security context of its own",
        ask: (container) => (inherits(pod) ? askContainer(pod, container, "securityContext", stated) : undefined),
      },
      {
        check: "K8S-25.pull-latest",
        expected: "Always",
        fails: "takes an image without a fixed tag from the node's cache",
        passes: "Images without a fixed tag are pulled each time",
        ask: (container) => pulled(pod, container, true),
      },
      {
        check: "K8S-25.pull-policy",
        expected: "Always",
        fails: "takes its image from the node's cache, though its tag can be moved",
        passes: "Images whose tag can be moved are pulled each time",
        ask: (container) => pulled(pod, container, false),
      },
    ]),
  ],
);

const stated: Predicate = {
  expected: "set",
  ask: (reading) => {
    if (reading.kind === "unknown") return "unknown";
    return yesIf(reading.kind !== "absent" && isObject(reading.value) && Object.keys(reading.value).length > 0);
  },
};

/** What a pod's security context hands down to containers that do not say otherwise. */
const inherited = ["runAsUser", "runAsGroup", "runAsNonRoot", "seccompProfile", "seLinuxOptions", "windowsOptions"];

function inherits(pod: PodView): boolean {
  return inherited.some((field) => pod.spec.get(`securityContext.${field}`).kind !== "absent");
}

/** An image without a fixed tag is pulled each time unless something else is stated; others only once. */
function pulled(pod: PodView, container: ContainerView, latest: boolean): ContainerAnswer | undefined {
  const read = readImage(container.view.get("image"));
  const path = joinPath(container.view.path, "imagePullPolicy");
  if (read.kind === "unknown") {
    const answer = askPath(pod, path, oneOf(["Always"]));
    return answer.answer === "yes" ? answer : { ...answer, answer: "unknown", reason: read.cause };
  }
  if (read.kind === "absent" || read.image.digest !== undefined || isLatest(read.image) !== latest) return undefined;
  const always = oneOf(["Always"]);
  return askPath(pod, path, {
    expected: "Always",
    ask: (reading) => (reading.kind === "absent" ? yesIf(latest) : always.ask(reading)),
  });
}
