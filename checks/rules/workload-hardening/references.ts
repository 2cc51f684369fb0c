/** What workloads, autoscalers and monitors name, for the rule on references. */
import type { ResourceGraph, ResourceNode } from "../../graph/graph";
import type { CheckMetadata, CheckResult } from "../../rule";
import { isList, isObject, readingToJson } from "../kit/datum";
import { verdict } from "../kit/judge";
import { namespaceOf, podOf, textAt, workloadTypes } from "../kit/kubernetes";
import { fits, fitsLabels, labelsOf } from "../kit/labelSelector";
import { objectNamed } from "../kit/objectNamed";
import { type Answer, every, some, yesIf } from "../kit/predicates";
import { accountOf } from "../kit/serviceAccount";

const monitorType = "ServiceMonitor.monitoring.coreos.com";
export const referringTypes: readonly string[] = [...workloadTypes, "HorizontalPodAutoscaler", monitorType];

export const referenceChecks: readonly CheckMetadata[] = [
  {
    id: "K8S-22.own-pods",
    title: "A workload's selector fits the pods that it makes",
    severity: "low",
    equivalents: { kubescape: ["C-0296"], kubelinter: ["mismatching-selector"] },
  },
  {
    id: "K8S-22.service-account",
    title: "The service account of a workload exists",
    severity: "low",
    equivalents: { kubescape: ["C-0307"], kubelinter: ["non-existent-service-account"] },
  },
  {
    id: "K8S-22.autoscaler-target",
    title: "The autoscaler leads to a workload that exists",
    severity: "low",
    equivalents: { kubescape: ["C-0300"], kubelinter: ["dangling-horizontalpodautoscaler"] },
  },
  {
    id: "K8S-22.monitored-service",
    title: "The monitor selects a Service",
    severity: "low",
    equivalents: { kubelinter: ["dangling-servicemonitor"] },
  },
];

export function judgeReferences(node: ResourceNode, graph: ResourceGraph): readonly CheckResult[] {
  if (node.type === "HorizontalPodAutoscaler") return judgeAutoscaler(node, graph);
  if (node.type === monitorType) return judgeMonitor(node, graph);
  return [...judgeSelector(node, graph), ...judgeAccount(node, graph)];
}

/** Jobs get their selector from the API server, unless somebody writes one. */
function judgeSelector(node: ResourceNode, graph: ResourceGraph): readonly CheckResult[] {
  const pod = podOf(node, graph);
  const path = node.type === "CronJob" ? "spec.jobTemplate.spec.selector" : "spec.selector";
  const selector = node.get(path);
  if (!pod || ["Pod", "PodTemplate"].includes(node.type) || selector.kind === "absent") return [];
  const labels = labelsOf(node.get(`${pod.metadata}.labels`));
  const isPlain = node.type === "ReplicationController" || node.type.startsWith("DeploymentConfig");
  const answer: Answer =
    selector.kind === "unknown"
      ? "unknown"
      : isPlain
        ? every(fitsLabels(selector.value, labels))
        : fits(selector.value, labels);
  return [
    verdict(
      answer,
      {
        path,
        expected: "labels of the template's metadata.labels",
        actual: readingToJson(selector),
        reason: "the selector, or the labels of the pods, are not rendered yet",
      },
      {
        check: "K8S-22.own-pods",
        fails: "The selector does not fit the labels of the pods that the workload makes",
      },
    ),
  ];
}

/** The account `default` is in every namespace. */
function judgeAccount(node: ResourceNode, graph: ResourceGraph): readonly CheckResult[] {
  const pod = podOf(node, graph);
  const account = pod && accountOf(pod, graph);
  if (!pod || !account || account.name === "default") return [];
  return [
    verdict(
      account.name === undefined ? "unknown" : yesIf(account.node !== undefined),
      {
        path: `${pod.spec.path}.serviceAccountName`,
        expected: "a ServiceAccount of the namespace",
        actual: account.name ?? null,
        reason: account.cause,
      },
      {
        check: "K8S-22.service-account",
        fails: `The inputs do not hold the service account ${account.name ?? ""}`,
      },
      account.node ? { related: [account.node] } : {},
    ),
  ];
}

function judgeAutoscaler(node: ResourceNode, graph: ResourceGraph): readonly CheckResult[] {
  const [kind, name] = ["kind", "name"].map((part) => textAt(node, `spec.scaleTargetRef.${part}`));
  // What a custom resource scales, its controller alone knows.
  if (kind !== undefined && !workloadTypes.includes(kind)) return [];
  const isKnown = kind !== undefined && name !== undefined;
  const found = isKnown && objectNamed(graph, kind, namespaceOf(node), name) !== undefined;
  const isOpen = ["kind", "name"].some((part) => node.get(`spec.scaleTargetRef.${part}`).kind === "unknown");
  return [
    verdict(
      isOpen ? "unknown" : yesIf(found),
      {
        path: "spec.scaleTargetRef",
        expected: "a workload of the namespace",
        actual: isKnown ? `${kind}/${name}` : null,
        reason: "the target is not rendered yet",
      },
      {
        check: "K8S-22.autoscaler-target",
        fails: isKnown
          ? `The autoscaler leads to ${kind}/${name}, which the inputs do not hold`
          : "The autoscaler leads to no workload",
      },
    ),
  ];
}

function judgeMonitor(node: ResourceNode, graph: ResourceGraph): readonly CheckResult[] {
  const selector = node.get("spec.selector");
  const isAnywhere = node.get("spec.namespaceSelector.any");
  const names = node.get("spec.namespaceSelector.matchNames");
  const places = names.kind === "known" && isList(names.value) ? names.value : [namespaceOf(node)];
  const everywhere = isAnywhere.kind === "known" && isAnywhere.value === true;
  const near = graph.ofType("Service").filter((one) => everywhere || places.includes(namespaceOf(one)));
  const isEmpty = selector.kind === "known" && isObject(selector.value) && Object.keys(selector.value).length === 0;
  const answer: Answer =
    selector.kind === "unknown"
      ? "unknown"
      : selector.kind === "absent" || isEmpty
        ? yesIf(near.length > 0)
        : some(near.map((one) => fits(selector.value, labelsOf(one.get("metadata.labels")))));
  return [
    verdict(
      answer,
      {
        path: "spec.selector",
        expected: "labels of a Service",
        actual: readingToJson(selector),
        reason: "the selector, or labels of Services, are not rendered yet",
      },
      {
        check: "K8S-22.monitored-service",
        fails: "The monitor selects no Service of the inputs, so it watches nothing",
      },
    ),
  ];
}
