/** How many pods of a workload there are at the least, and what keeps them alive and apart. */
import type { BlockView, Datum, ResourceGraph, ResourceNode } from "../../graph/graph";
import { isObject } from "./datum";
import { namespaceOf, type PodView, podLabelsOf, textAt } from "./kubernetes";
import { fits } from "./labelSelector";
import { type Answer, numberOf, some } from "./predicates";

export interface Replicas {
  /** Undefined where it cannot be seen. */
  readonly count: number | undefined;
  readonly path: string;
  readonly cause?: string;
  /** The autoscaler that decides instead of the workload. */
  readonly scaler?: ResourceNode;
}

/** Kinds that scale workloads: where their least number stands, and what it is where nothing is stated. */
const scalers = [
  { type: "HorizontalPodAutoscaler", path: "spec.minReplicas", default: 1 },
  { type: "ScaledObject.keda.sh", path: "spec.minReplicaCount", default: 0 },
] as const;

export function replicasOf(graph: ResourceGraph, node: ResourceNode): Replicas {
  for (const kind of scalers) {
    const scaler = graph.ofType(kind.type).find((one) => scales(one, node));
    if (scaler) return { ...counted(scaler, kind.path, kind.default), scaler };
  }
  return counted(node, "spec.replicas", 1);
}

function scales(scaler: ResourceNode, node: ResourceNode): boolean {
  return (
    namespaceOf(scaler) === namespaceOf(node) &&
    (textAt(scaler, "spec.scaleTargetRef.kind") ?? "Deployment") === node.type &&
    textAt(scaler, "spec.scaleTargetRef.name") === textAt(node, "metadata.name")
  );
}

function counted(from: ResourceNode, path: string, fallback: number): Replicas {
  const reading = from.get(path);
  if (reading.kind === "unknown") return { count: undefined, path: "spec.replicas", cause: reading.cause };
  return { count: reading.kind === "absent" ? fallback : (numberOf(reading.value) ?? fallback), path: "spec.replicas" };
}

/** Whether a budget's selector means the pods of a workload. */
export function covers(budget: ResourceNode, workload: ResourceNode): Answer {
  if (namespaceOf(budget) !== namespaceOf(workload)) return "no";
  const selector = budget.get("spec.selector");
  if (selector.kind === "unknown") return "unknown";
  return fits(selector.kind === "absent" ? undefined : selector.value, podLabelsOf(workload));
}

/** Whether something keeps the pods of a workload on different nodes or in different zones. */
export function isSpread(pod: PodView): Answer {
  const antiAffinity = "affinity.podAntiAffinity";
  const terms = [
    pod.spec.blocks(`${antiAffinity}.requiredDuringSchedulingIgnoredDuringExecution`),
    pod.spec.blocks(`${antiAffinity}.preferredDuringSchedulingIgnoredDuringExecution`),
  ];
  const keptApart = terms.flatMap(({ items, unknown }, index) => [
    ...items.map((term) => meansItself(pod, term, index === 0 ? "" : "podAffinityTerm.")),
    ...(unknown === undefined ? [] : ["unknown" as const]),
  ]);
  const constraints = pod.spec.get("topologySpreadConstraints");
  const spread =
    constraints.kind === "absent" ? "no" : constraints.kind === "unknown" ? ("unknown" as const) : ("yes" as const);
  return some([...keptApart, spread]);
}

/** An anti-affinity against pods of somebody else leaves one's own together. */
function meansItself(pod: PodView, term: BlockView, prefix: string): Answer {
  const namespaces = term.get(`${prefix}namespaces`);
  const own = namespaceOf(pod.node);
  if (namespaces.kind === "known" && ![namespaces.value].flat().some((one) => one === own)) return "no";
  const selector = term.get(`${prefix}labelSelector`);
  if (selector.kind === "unknown") return "unknown";
  const datum: Datum | undefined = selector.kind === "absent" ? undefined : selector.value;
  return isObject(datum) ? fits(datum, podLabelsOf(pod.node)) : "no";
}
