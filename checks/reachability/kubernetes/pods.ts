/** Pods as policies see them: namespace, labels, ports, and whether they share their node's network. */
import type { ResourceGraph, ResourceNode } from "../../graph/graph";
import { namespaceOf, type PodView, podOf, textAt, workloadTypes } from "../../rules/kit/kubernetes";
import { type Labels, labelsOf } from "../../rules/kit/labelSelector";
import { type Answer, numberOf } from "../../rules/kit/predicates";
import { type Flow, protocolsOf, tcp } from "../core/traffic";

/** Labels, and whether they are all there are. */
export interface LabelSet {
  readonly labels: Labels | undefined;
  readonly complete: boolean;
}

interface PodPort {
  readonly name: string | undefined;
  readonly flow: Flow;
  readonly hostPort: number | undefined;
}

/** What decides about traffic to and from pods. */
export interface PodFacts {
  /** Undefined for a pod of which only its being one is known. */
  readonly namespace: string | undefined;
  readonly namespaceLabels: LabelSet;
  readonly own: LabelSet;
  readonly hostNetwork: Answer;
  /** Its service account; undefined where it cannot be seen. */
  readonly account: string | undefined;
  readonly ports: readonly PodPort[];
}

export interface Workload {
  readonly node: ResourceNode;
  readonly pod: PodView;
  readonly facts: PodFacts;
}

/** The label that Kubernetes itself puts on every namespace. */
const nameLabel = "kubernetes.io/metadata.name";

export class Namespaces {
  private readonly labels = new Map<string, LabelSet>();

  constructor(graph: ResourceGraph) {
    for (const node of graph.ofType("Namespace")) {
      const name = textAt(node, "metadata.name");
      if (name === undefined) continue;
      const stated = labelsOf(node.get("metadata.labels"));
      this.labels.set(name, { labels: { ...stated, [nameLabel]: name }, complete: stated !== undefined });
    }
  }

  /** Of a namespace that is not in the inputs only the label with its name is certain. */
  labelsOf(name: string): LabelSet {
    return this.labels.get(name) ?? { labels: { [nameLabel]: name }, complete: false };
  }
}

export function workloadsOf(graph: ResourceGraph, namespaces: Namespaces): readonly Workload[] {
  return graph.ofType(...workloadTypes).flatMap((node) => {
    const pod = podOf(node, graph);
    return pod ? [{ node, pod, facts: factsOf(pod, namespaces) }] : [];
  });
}

function factsOf(pod: PodView, namespaces: Namespaces): PodFacts {
  const namespace = namespaceOf(pod.node);
  const labels = labelsOf(pod.node.get(`${pod.metadata}.labels`));
  return {
    namespace,
    namespaceLabels: namespaces.labelsOf(namespace),
    own: { labels, complete: labels !== undefined },
    hostNetwork: flagOf(pod.spec.get("hostNetwork")),
    account: accountOf(pod.spec.get("serviceAccountName")),
    ports: pod.containers.flatMap((container) => container.view.blocks("ports").items.flatMap((port) => portOf(port))),
  };
}

function accountOf(reading: ReturnType<ResourceNode["get"]>): string | undefined {
  if (reading.kind === "absent") return "default";
  return reading.kind !== "unknown" && typeof reading.value === "string" ? reading.value : undefined;
}

function flagOf(reading: ReturnType<ResourceNode["get"]>): Answer {
  if (reading.kind === "unknown") return "unknown";
  return reading.kind !== "absent" && reading.value === true ? "yes" : "no";
}

function portOf(view: { get(path: string): ReturnType<ResourceNode["get"]> }): readonly PodPort[] {
  const number = numberAt(view, "containerPort");
  if (number === undefined) return [];
  const name = view.get("name");
  return [
    {
      name: name.kind === "known" && typeof name.value === "string" ? name.value : undefined,
      flow: { ...tcp(number), protocols: protocolAt(view) },
      hostPort: numberAt(view, "hostPort"),
    },
  ];
}

interface Readable {
  get(path: string): ReturnType<ResourceNode["get"]>;
}

export function numberAt(view: Readable, path: string): number | undefined {
  const reading = view.get(path);
  return reading.kind === "known" ? numberOf(reading.value) : undefined;
}

/** TCP is the default wherever Kubernetes asks for a protocol. */
export function protocolAt(view: Readable): number {
  const reading = view.get("protocol");
  return protocolsOf(reading.kind === "known" ? String(reading.value).toLowerCase() : "tcp");
}
