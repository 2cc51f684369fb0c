/** How many pods of a workload there are at the least, and what keeps them alive. */
import type { Datum, ResourceGraph, ResourceNode } from "../../graph/graph";
import { namespaceOf, type PodView, textAt } from "./kubernetes";
import { fits, labelsOf } from "./labelSelector";
import { type Answer, numberOf } from "./predicates";

export interface Replicas {
  /** Undefined where it cannot be seen. */
  readonly count: number | undefined;
  readonly path: string;
  readonly cause?: string;
  /** The autoscaler that decides instead of the workload. */
  readonly scaler?: ResourceNode;
}

export function replicasOf(graph: ResourceGraph, node: ResourceNode): Replicas {
  const scaler = graph
    .ofType("HorizontalPodAutoscaler")
    .find(
      (one) =>
        namespaceOf(one) === namespaceOf(node) &&
        textAt(one, "spec.scaleTargetRef.kind") === node.type &&
        textAt(one, "spec.scaleTargetRef.name") === textAt(node, "metadata.name"),
    );
  const path = scaler ? "spec.minReplicas" : "spec.replicas";
  const reading = (scaler ?? node).get(path);
  const more = scaler ? { scaler } : {};
  if (reading.kind === "unknown") return { count: undefined, path: "spec.replicas", cause: reading.cause, ...more };
  // One is the default of both.
  const count = reading.kind === "absent" ? 1 : (numberOf(reading.value) ?? 1);
  return { count, path: "spec.replicas", ...more };
}

/** Whether a budget's selector means the pods of a workload. */
export function covers(budget: ResourceNode, pod: PodView): Answer {
  if (namespaceOf(budget) !== namespaceOf(pod.node)) return "no";
  const selector = budget.get("spec.selector");
  const datum: Datum | undefined = selector.kind === "known" ? selector.value : undefined;
  if (selector.kind === "unknown") return "unknown";
  return fits(datum, labelsOf(pod.node.get(`${pod.metadata}.labels`)));
}
