import { joinPath } from "../../graph/path";
import type { Severity } from "../../model";
import type { CheckMetadata } from "../../rule";
import { frameworks } from "../kit/frameworks";
import type { ContainerView, PodView } from "../kit/kubernetes";
import { askPath, type ContainerAnswer, judgeContainers } from "../kit/kubernetesJudge";
import { limitRangeFor } from "../kit/limitRange";
import { podRule } from "../kit/podRule";
import type { Predicate } from "../kit/predicates";
import { quantityOf } from "../kit/quantity";

interface Question extends CheckMetadata {
  readonly kind: "requests" | "limits";
  readonly resource: "cpu" | "memory";
}

const questions: readonly Question[] = [
  question("requests", "cpu", "medium", ["CKV_K8S_10"], ["KSV-0015"], ["C-0268", "C-0050"], ["unset-cpu-requirements"]),
  // A limit on the processor makes a busy application slow where the node has time to spare: many do without.
  question("limits", "cpu", "low", ["CKV_K8S_11"], ["KSV-0011"], ["C-0270", "C-0050", "C-0009"]),
  question("requests", "memory", "medium", ["CKV_K8S_12"], ["KSV-0016"], ["C-0269", "C-0004"]),
  question(
    "limits",
    "memory",
    "medium",
    ["CKV_K8S_13"],
    ["KSV-0018"],
    ["C-0271", "C-0004", "C-0009"],
    ["unset-memory-requirements"],
  ),
];

function question(
  kind: "requests" | "limits",
  resource: "cpu" | "memory",
  severity: Severity,
  checkov: readonly string[],
  trivy: readonly string[],
  kubescape: readonly string[],
  kubelinter: readonly string[] = [],
): Question {
  return {
    id: `K8S-12.${resource}-${kind}`,
    title: `resources.${kind}.${resource} is set`,
    severity,
    equivalents: { checkov, trivy, kubescape, ...(kubelinter.length > 0 ? { kubelinter } : {}) },
    kind,
    resource,
  };
}

/** Every container says what it needs and how much memory it may take. */
export const rule = podRule(
  {
    id: "K8S-12",
    title: "Containers state what they need of processor and memory, and how much they may take",
    control: "workload-hardening.resources",
    severity: "medium",
    rationale:
      "Without requests a node is filled beyond what it has; without a memory limit one leak or one flood takes the memory of all pods beside it, and the node ends whichever it likes.",
    remediation:
      "Set resources.requests.cpu, resources.requests.memory and resources.limits.memory on every container, from what it was measured to use; a LimitRange in the namespace sets them for all.",
    checks: questions.map(({ id, title, severity, equivalents }) => ({ id, title, severity, equivalents })),
    frameworks: frameworks({ nist: ["SC-5", "SC-6"], iso: ["A.8.6"] }),
  },
  (pod, { graph }) =>
    questions.flatMap(({ id, kind, resource }) => {
      const range = limitRangeFor(graph, pod.node, kind, resource);
      return judgeContainers(
        pod,
        {
          check: id,
          expected: "set",
          fails: `states no resources.${kind}.${resource}`,
          passes: `resources.${kind}.${resource} is set for every container`,
          ...(range ? { related: [range] } : {}),
        },
        (container) => ask(pod, container, `resources.${kind}.${resource}`, range !== undefined),
      );
    }),
);

const aboveZero: Predicate = {
  expected: "set",
  ask: (reading) => {
    if (reading.kind === "absent") return "no";
    if (reading.kind === "unknown") return reading.set ? "yes" : "unknown";
    return (quantityOf(reading.value) ?? 0) > 0 ? "yes" : "no";
  },
};

/** Ephemeral containers take what is left over; the API accepts no resources for them. */
function ask(pod: PodView, container: ContainerView, field: string, hasDefault: boolean): ContainerAnswer | undefined {
  if (container.kind === "ephemeralContainers") return undefined;
  const own = askPath(pod, joinPath(container.view.path, field), aboveZero);
  // Since Kubernetes 1.32 a pod may state resources for all its containers together.
  const shared = askPath(pod, joinPath(pod.spec.path, field), aboveZero);
  if (own.answer === "yes" || own.answer === "unknown") return own;
  if (shared.answer === "yes") return shared;
  return hasDefault && pod.node.get(own.path).kind === "absent" ? { ...own, answer: "yes" } : own;
}
