/** Pods and their containers in whatever object carries them, so that a rule on pods is written once. */
import { isRecord } from "../../graph/cursor";
import type { BlockView, ResourceGraph, ResourceNode } from "../../graph/graph";
import { joinPath } from "../../graph/path";
import { type Labels, labelsOf } from "./labelSelector";

/** Where each kind keeps its pod: paths of the pod's metadata and of its spec. */
const podPlaces: Readonly<Record<string, { readonly metadata: string; readonly spec: string }>> = {
  Pod: { metadata: "metadata", spec: "spec" },
  PodTemplate: { metadata: "template.metadata", spec: "template.spec" },
  CronJob: { metadata: "spec.jobTemplate.spec.template.metadata", spec: "spec.jobTemplate.spec.template.spec" },
  ...Object.fromEntries(
    [
      "Deployment",
      "StatefulSet",
      "DaemonSet",
      "ReplicaSet",
      "ReplicationController",
      "Job",
      // OpenShift's forerunner of the Deployment; it was once part of the group without a name.
      "DeploymentConfig",
      "DeploymentConfig.apps.openshift.io",
    ].map((kind) => [kind, { metadata: "spec.template.metadata", spec: "spec.template.spec" }]),
  ),
};

/** Kinds that run pods. Custom resources are none: only their controllers know what they run. */
export const workloadTypes: readonly string[] = Object.keys(podPlaces);

type ContainerKind = "containers" | "initContainers" | "ephemeralContainers";

export interface ContainerView {
  readonly kind: ContainerKind;
  /** As written, or a description by place where it has no name. */
  readonly name: string;
  readonly view: BlockView;
}

export interface PodView {
  readonly node: ResourceNode;
  /** Path of the pod's metadata. */
  readonly metadata: string;
  readonly spec: BlockView;
  /** Init and ephemeral containers too: each can do all that the pod allows. */
  readonly containers: readonly ContainerView[];
  /** Set where there may be containers that cannot be seen. */
  readonly unknown: string | undefined;
  readonly isWindows: boolean;
}

/** The pod that a workload runs; undefined where it has none, or where its owner is judged in its place. */
export function podOf(node: ResourceNode, graph: ResourceGraph): PodView | undefined {
  const place = Object.hasOwn(podPlaces, node.type) ? podPlaces[node.type] : undefined;
  if (!place || isJudgedByOwner(node, graph)) return undefined;
  const specs = node.blocks(place.spec);
  const [found] = specs.items;
  if (!found && specs.unknown === undefined) return undefined;
  const spec = viewAt(node, place.spec);
  const lists = containerKinds.map((kind) => ({ kind, list: spec.blocks(kind) }));
  const os = spec.get("os.name");
  return {
    node,
    metadata: place.metadata,
    spec,
    containers: lists.flatMap(({ kind, list }) =>
      list.items.map((view, index) => ({ kind, view, name: nameOf(view, kind, index) })),
    ),
    unknown: specs.unknown ?? lists.find(({ list }) => list.unknown !== undefined)?.list.unknown,
    isWindows: os.kind === "known" && os.value === "windows",
  };
}

/** Path of a pod's spec that is stated, and is something else than an object. */
export function unreadablePod(node: ResourceNode, graph: ResourceGraph): string | undefined {
  const place = Object.hasOwn(podPlaces, node.type) ? podPlaces[node.type]?.spec : undefined;
  if (place === undefined || isJudgedByOwner(node, graph)) return undefined;
  const steps = place.split(".");
  const paths = steps.map((_, index) => steps.slice(0, index + 1).join("."));
  return paths.find((path) => {
    const reading = node.get(path);
    return reading.kind === "known" && !isRecord(reading.value);
  });
}

const containerKinds: readonly ContainerKind[] = ["containers", "initContainers", "ephemeralContainers"];

function nameOf(view: BlockView, kind: ContainerKind, index: number): string {
  const name = view.get("name");
  return name.kind === "known" && typeof name.value === "string" ? name.value : `${kind}[${index}]`;
}

function viewAt(node: ResourceNode, path: string): BlockView {
  return {
    path,
    get: (inner) => node.get(joinPath(path, inner)),
    blocks: (inner) => node.blocks(joinPath(path, inner)),
    references: (inner) => node.references(joinPath(path, inner)),
  };
}

/**
 * A Deployment's pods are judged at the Deployment. In a live cluster the owner is sure to be there; in files it must
 * be among them.
 */
export function isJudgedByOwner(node: ResourceNode, graph: ResourceGraph): boolean {
  const owners = node.get("metadata.ownerReferences");
  if (owners.kind !== "known" || !Array.isArray(owners.value)) return false;
  const owner = owners.value.find((one: unknown) => isRecord(one) && one.controller === true) as unknown;
  if (!isRecord(owner) || typeof owner.kind !== "string" || !workloadTypes.includes(owner.kind)) return false;
  if (graph.inputs[node.input]?.kind === "cluster") return true;
  return graph
    .ofType(owner.kind)
    .some((one) => textAt(one, "metadata.name") === owner.name && namespaceOf(one) === namespaceOf(node));
}

/** Labels of the pods that a workload makes; where its template is left out, those that it selects them by. */
export function podLabelsOf(node: ResourceNode): Labels | undefined {
  const place = Object.hasOwn(podPlaces, node.type) ? podPlaces[node.type] : undefined;
  if (!place) return {};
  const stated = node.get(`${place.metadata}.labels`);
  return labelsOf(stated.kind === "absent" ? node.get("spec.selector.matchLabels") : stated);
}

export function textAt(node: ResourceNode, path: string): string | undefined {
  const reading = node.get(path);
  return reading.kind === "known" && typeof reading.value === "string" ? reading.value : undefined;
}

/** For comparison only: an object without a namespace lands in the one of whoever applies it, by default `default`. */
export function namespaceOf(node: ResourceNode): string {
  return textAt(node, "metadata.namespace") ?? "default";
}

/**
 * Fields that pod and container both have: the container's own wins. Answers the path where the value stands, or that
 * of the container where nothing is stated.
 */
export function effectivePath(pod: PodView, container: ContainerView, field: string): string {
  const own = joinPath("securityContext", field);
  const stated = (view: BlockView) => view.get(own).kind !== "absent";
  return !stated(container.view) && stated(pod.spec)
    ? joinPath(pod.spec.path, own)
    : joinPath(container.view.path, own);
}
