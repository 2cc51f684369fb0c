import type { ResourceGraph, ResourceNode } from "../../graph/graph";
import { kubernetesNetworkOf } from "../../reachability";
import type { KubernetesNetwork } from "../../reachability/kubernetes/model";
import { readPolicy, selects } from "../../reachability/kubernetes/policies";
import {
  type Backend,
  backendsOfIngress,
  backendsOfRoute,
  isBehind,
  routeTypes,
  serviceOf,
} from "../../reachability/kubernetes/services";
import type { CheckResult, Rule, RuleContext } from "../../rule";
import { readingToJson } from "../kit/datum";
import { frameworks, manifestInputs } from "../kit/frameworks";
import { verdict } from "../kit/judge";
import { namespaceOf } from "../kit/kubernetes";
import { fits } from "../kit/labelSelector";
import { type Answer, some, yesIf } from "../kit/predicates";
import { judgeReferences, referenceChecks, referringTypes } from "./references";

/** What one object names of another one exists. */
export const rule: Rule = {
  metadata: {
    id: "K8S-22",
    aliases: [],
    title: "References between objects of a cluster lead somewhere",
    control: "workload-hardening.references",
    severity: "low",
    group: "workload-hardening",
    inputs: manifestInputs,
    resourceTypes: ["Service", "Ingress", "NetworkPolicy", ...routeTypes, ...referringTypes],
    rationale:
      "A Service without pods answers nobody, an Ingress without a Service shows an error page, and a network policy that fits no pod protects nothing while it looks as if it did.",
    remediation:
      "Correct spec.selector of the Service, the service name and port of the Ingress' or route's backend, spec.podSelector of the policy, spec.selector of the workload, spec.template.spec.serviceAccountName or spec.scaleTargetRef of the autoscaler, so that it fits what is there; remove what is left over.",
    parameters: {},
    checks: [
      {
        id: "K8S-22.service-pods",
        title: "The Service's selector fits pods",
        severity: "low",
        equivalents: { kubescape: ["C-0293"], kubelinter: ["dangling-service"] },
      },
      {
        id: "K8S-22.ingress-service",
        title: "The Ingress leads to Services and ports that exist",
        severity: "low",
        equivalents: { kubescape: ["C-0298"], kubelinter: ["dangling-ingress"] },
      },
      {
        id: "K8S-22.route-service",
        title: "The route leads to Services that exist",
        severity: "low",
        equivalents: { kubescape: ["C-0302"] },
      },
      {
        id: "K8S-22.policy-pods",
        title: "The network policy selects pods",
        severity: "low",
        equivalents: { kubescape: ["C-0299"], kubelinter: ["dangling-networkpolicy"] },
      },
      {
        id: "K8S-22.policy-peers",
        title: "The pods that the network policy lets through exist",
        severity: "low",
        equivalents: { kubelinter: ["dangling-networkpolicypeer-podselector"] },
      },
      ...referenceChecks,
    ],
    frameworks: frameworks({ nist: ["CM-6"], iso: ["A.8.9"] }),
  },

  evaluate(node: ResourceNode, { graph }: RuleContext): readonly CheckResult[] {
    if (referringTypes.includes(node.type)) return judgeReferences(node, graph);
    const network = kubernetesNetworkOf(graph);
    if (node.type === "Service") return judgeService(node, network);
    if (node.type === "NetworkPolicy") return judgePolicy(node, network);
    return node.type === "Ingress"
      ? judgeBackends(backendsOfIngress(node), graph, "K8S-22.ingress-service", "The Ingress")
      : judgeBackends(backendsOfRoute(node), graph, "K8S-22.route-service", "The route");
  },
};

function judgeService(node: ResourceNode, { workloads }: KubernetesNetwork): readonly CheckResult[] {
  const service = serviceOf(node);
  const selector = node.get("spec.selector");
  if (service.type === "ExternalName" || selector.kind === "absent") return [];
  const answer = some(workloads.map((workload) => isBehind(service, workload)));
  return [
    verdict(
      answer,
      {
        path: "spec.selector",
        expected: "labels of a workload's pods in the same namespace",
        actual: readingToJson(selector),
        reason: "the selector, or labels of workloads, are not rendered yet",
      },
      {
        check: "K8S-22.service-pods",
        fails: "The Service's selector fits no pod of the inputs",
        passes: "The Service's selector fits pods",
      },
    ),
  ];
}

function judgeBackends(
  backends: readonly Backend[],
  graph: ResourceGraph,
  check: string,
  subject: string,
): readonly CheckResult[] {
  if (backends.length === 0) return [];
  const services = graph.ofType("Service").map(serviceOf);
  const lost = backends.filter(
    (backend) =>
      !services.some(
        (service) =>
          service.name === backend.service &&
          service.namespace === backend.namespace &&
          (backend.port === undefined ||
            service.ports.length === 0 ||
            service.ports.some((port) => port.port === backend.port || port.name === backend.port)),
      ),
  );
  const [first] = lost;
  const names = lost.map(({ service, port }) => (port === undefined ? service : `${service}:${port}`));
  return [
    verdict(
      yesIf(lost.length === 0),
      {
        path: (first ?? backends[0])?.path ?? "spec",
        expected: "a Service of the namespace with such a port",
        actual: names,
      },
      {
        check,
        fails: `${subject} leads to ${names.join(", ")}, which the inputs do not hold`,
        passes: `${subject} leads to Services that exist`,
      },
    ),
  ];
}

function judgePolicy(node: ResourceNode, { workloads }: KubernetesNetwork): readonly CheckResult[] {
  const policy = readPolicy(node);
  const namespace = namespaceOf(node);
  const isEmpty =
    policy.selector.kind === "absent" || (policy.selector.kind === "known" && isBlank(policy.selector.value));
  const selected: Answer = isEmpty ? "yes" : some(workloads.map(({ facts }) => selects(policy, facts)));
  const reason = "the selector, or labels of workloads, are not rendered yet";
  const own = verdict(
    selected,
    {
      path: "spec.podSelector",
      expected: "labels of pods in the namespace",
      actual: readingToJson(policy.selector),
      reason,
    },
    {
      check: "K8S-22.policy-pods",
      fails: "The network policy selects no pod of the inputs, so that it protects nothing there",
      passes: "The network policy selects pods",
    },
  );
  const peers = [
    ...policy.rules.in.flatMap((one) => one.blocks("from").items),
    ...policy.rules.out.flatMap((one) => one.blocks("to").items),
  ].filter((peer) => peer.get("podSelector").kind !== "absent" && peer.get("namespaceSelector").kind === "absent");
  const near = workloads.filter(({ facts }) => facts.namespace === namespace);
  const answers = peers.map((peer) => {
    const selector = peer.get("podSelector");
    const fitting = near.map(({ facts }) =>
      selector.kind === "known" ? fits(selector.value, facts.own.labels, facts.own.complete) : "unknown",
    );
    return { peer, answer: some(fitting) };
  });
  if (answers.length === 0) return [own];
  const bad = answers.find(({ answer }) => answer === "no") ?? answers.find(({ answer }) => answer === "unknown");
  const path = `${(bad ?? answers[0])?.peer.path ?? "spec"}.podSelector`;
  return [
    own,
    verdict(
      bad?.answer ?? "yes",
      {
        path,
        expected: "labels of pods in the namespace",
        actual: bad ? readingToJson(bad.peer.get("podSelector")) : null,
        reason,
      },
      {
        check: "K8S-22.policy-peers",
        fails: "The network policy lets through pods that the inputs do not hold",
        passes: "The pods that the network policy lets through exist",
      },
    ),
  ];
}

function isBlank(selector: unknown): boolean {
  if (typeof selector !== "object" || selector === null) return true;
  return Object.values(selector).every((part: unknown) => part === null || isNothing(part));
}

function isNothing(part: unknown): boolean {
  return Array.isArray(part)
    ? part.length === 0
    : typeof part === "object" && part !== null && Object.keys(part).length === 0;
}
