import type { ResourceNode } from "../../graph/graph";
import { kubernetesNetworkOf } from "../../reachability";
import type { KubernetesNetwork, PodEnd } from "../../reachability/kubernetes/model";
import {
  backendsOfIngress,
  backendsOfRoute,
  isBehind,
  isInternalBalancer,
  routeTypes,
  serviceOf,
} from "../../reachability/kubernetes/services";
import type { CheckResult, Rule, RuleContext } from "../../rule";
import { readingToJson } from "../kit/datum";
import { isDeclared } from "../kit/edges";
import { frameworks, manifestInputs } from "../kit/frameworks";
import { verdict } from "../kit/judge";
import { workloadTypes } from "../kit/kubernetes";
import { declaredEdges, stringsOf } from "../kit/parameters";
import { not, yesIf } from "../kit/predicates";

/** What the outside reaches of a cluster is meant to be reached. */
export const rule: Rule = {
  metadata: {
    id: "K8S-23",
    aliases: [],
    title: "Services are reached from outside only where that is declared",
    control: "network-isolation.cluster-entries",
    severity: "high",
    group: "network-isolation",
    inputs: manifestInputs,
    resourceTypes: ["Service", ...workloadTypes],
    rationale:
      "A node port opens on every node, and a load balancer of its own bypasses the edge with its TLS, firewall and access log. Whoever lists the platform's entries must be able to name each of them.",
    remediation:
      "Set spec.type: ClusterIP and let the edge's Ingress or Gateway lead to it; ask for an internal balancer by the cloud's annotation (service.beta.kubernetes.io/aws-load-balancer-scheme: internal); or name the Service in the parameter declaredEdges.",
    parameters: { declaredEdges },
    checks: [
      {
        id: "K8S-23.node-port",
        title: "No Service opens a port of the nodes",
        severity: "high",
        equivalents: { kubelinter: ["exposed-services"] },
      },
      {
        id: "K8S-23.load-balancer",
        title: "Load balancers are internal, or declared",
        severity: "high",
        equivalents: { kubelinter: ["exposed-services"] },
      },
      {
        id: "K8S-23.external-addresses",
        title: "No Service takes over addresses or names outside of the cluster",
        severity: "medium",
        equivalents: { trivy: ["KSV-0108"] },
      },
      {
        id: "K8S-23.exposed-workload",
        title: "Workloads that the outside reaches are declared",
        severity: "low",
        equivalents: { kubescape: ["C-0256"] },
      },
    ],
    frameworks: frameworks({ nist: ["SC-7"], iso: ["A.8.20"], dpdp: ["6(1)(b)"], digit: ["network"] }),
  },

  evaluate(node: ResourceNode, context: RuleContext): readonly CheckResult[] {
    const edges = stringsOf(context, "declaredEdges");
    if (node.type === "Service") return judgeService(node, edges);
    const network = kubernetesNetworkOf(context.graph);
    const workload = network.of(node);
    return workload ? judgeWorkload(workload, network, context, edges) : [];
  },
};

function judgeService(node: ResourceNode, edges: readonly string[]): readonly CheckResult[] {
  const reading = node.get("spec.type");
  const { type } = serviceOf(node);
  const isNamed = isDeclared(node.address, edges);
  const facts = { path: "spec.type", actual: readingToJson(reading) };
  const unknown = reading.kind === "unknown" ? reading.cause : undefined;
  const nodePort = verdict(
    unknown === undefined ? yesIf(type !== "NodePort" || isNamed) : "unknown",
    { ...facts, expected: "ClusterIP", reason: unknown },
    {
      check: "K8S-23.node-port",
      fails: "The Service opens a port on every node of the cluster",
      passes: "The Service opens no port of the nodes",
    },
  );
  const results = [nodePort, judgeExternal(node)];
  if (type !== "LoadBalancer") return results;
  const internal = isInternalBalancer(node);
  return [
    ...results,
    verdict(
      isNamed ? "yes" : internal,
      {
        ...facts,
        expected: "an internal load balancer, or one that is declared",
        reason: "the Service's annotations are not rendered yet",
      },
      {
        check: "K8S-23.load-balancer",
        fails: "The Service asks for a load balancer that faces the internet, and no one declared it",
        passes: "The load balancer is internal or declared",
      },
    ),
  ];
}

function judgeExternal(node: ResourceNode): CheckResult {
  const addresses = node.get("spec.externalIPs");
  const name = node.get("spec.externalName");
  const isNamed = addresses.kind === "absent" && name.kind !== "absent";
  return verdict(
    yesIf(addresses.kind === "absent" && name.kind === "absent"),
    {
      path: isNamed ? "spec.externalName" : "spec.externalIPs",
      expected: null,
      actual: readingToJson(isNamed ? name : addresses),
    },
    {
      check: "K8S-23.external-addresses",
      fails: isNamed
        ? "The Service is another name for a host outside of the cluster, which policies and TLS names do not follow"
        : "The Service takes traffic for addresses outside of the cluster, whoever owns them",
      passes: "The Service takes over no address or name",
    },
    isNamed ? { severity: "low" } : {},
  );
}

/** By Services that face outwards, and by Ingresses and routes to Services that do not. */
function judgeWorkload(
  workload: PodEnd,
  network: KubernetesNetwork,
  { graph }: RuleContext,
  edges: readonly string[],
): readonly CheckResult[] {
  const own = network.services.filter((service) => isBehind(service, workload) === "yes");
  const outward = own
    .filter((service) => service.type === "NodePort" || service.type === "LoadBalancer")
    .map((service) => service.node);
  const named = (backend: { readonly namespace: string; readonly service: string }) =>
    own.some((service) => service.name === backend.service && service.namespace === backend.namespace);
  const byEdge = [
    ...graph.ofType("Ingress").filter((node) => backendsOfIngress(node).some(named)),
    ...graph.ofType(...routeTypes).filter((node) => backendsOfRoute(node).some(named)),
  ];
  const entries = [...outward, ...byEdge].filter((node) => !isDeclared(node.address, edges));
  if (own.length === 0 || isDeclared(workload.node.address, edges)) return [];
  return [
    verdict(
      not(yesIf(entries.length > 0)),
      {
        path: `${workload.pod.metadata}.labels`,
        expected: "entries named in declaredEdges",
        actual: entries.map((node) => node.address).sort(),
      },
      {
        check: "K8S-23.exposed-workload",
        fails: `The workload is reached from outside by ${entries
          .map((node) => node.address)
          .sort()
          .join(", ")}`,
        passes: "The workload is reached from outside by declared entries only",
      },
      { related: entries },
    ),
  ];
}
