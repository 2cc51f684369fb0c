/** Random NetworkPolicies written once more as Cilium and Calico have them, so that all three must say the same. */
import { app, namespace, object } from "./kubernetes";
import type { Peer, RandomCluster, RandomPolicy, Rule, Selector } from "./randomCluster";

type Port = NonNullable<Rule["ports"]>[number];

function directionsOf({ policyTypes, egress = [] }: RandomPolicy): readonly string[] {
  return policyTypes ?? ["Ingress", ...(egress.length > 0 ? ["Egress"] : [])];
}

function podsOf({ namespaces, pods }: RandomCluster): readonly string[] {
  return [
    ...Object.entries(namespaces).map(([name, own]) => namespace(name, own)),
    ...pods.map((pod, index) => app(`pod${index}`, pod.namespace, pod.labels)),
  ];
}

const spaceLabel = "k8s:io.cilium.k8s.namespace.labels.";
const spaceName = "k8s:io.kubernetes.pod.namespace";

function prefixed({ matchLabels = {}, matchExpressions = [] }: Selector, prefix: string) {
  return {
    labels: Object.fromEntries(Object.entries(matchLabels).map(([key, value]) => [`${prefix}${key}`, value])),
    expressions: matchExpressions.map((one) => ({ ...one, key: `${prefix}${one.key}` })),
  };
}

function ciliumSelector({ podSelector = {}, namespaceSelector }: Peer): unknown {
  const own = prefixed(podSelector, "any:");
  const spaces = namespaceSelector && prefixed(namespaceSelector, spaceLabel);
  return {
    matchLabels: { ...own.labels, ...spaces?.labels },
    matchExpressions: [
      ...own.expressions,
      ...(spaces ? [...spaces.expressions, { key: spaceName, operator: "Exists" }] : []),
    ],
  };
}

function ciliumRule({ peers = [], ports = [] }: Rule, peer: string): unknown {
  const toPorts = ports.map(({ port = 0, endPort, protocol = "TCP" }) => ({
    port: String(port),
    protocol,
    ...(endPort === undefined ? {} : { endPort }),
  }));
  return {
    ...(peers.length > 0 ? { [`${peer}Endpoints`]: peers.map(ciliumSelector) } : { [`${peer}Entities`]: ["all"] }),
    ...(ports.length > 0 ? { toPorts: [{ ports: toPorts }] } : {}),
  };
}

export function asCilium(cluster: RandomCluster): readonly string[] {
  const policies = cluster.policies.map((one, index) => {
    const directions = directionsOf(one);
    const section = (rules: readonly Rule[] | undefined, peer: string) =>
      (rules ?? []).length === 0 ? [{}] : (rules ?? []).map((rule) => ciliumRule(rule, peer));
    return object("cilium.io/v2", "CiliumNetworkPolicy", `p${index}`, one.namespace, {
      endpointSelector: one.podSelector,
      ...(directions.includes("Ingress") ? { ingress: section(one.ingress, "from") } : {}),
      ...(directions.includes("Egress") ? { egress: section(one.egress, "to") } : {}),
    });
  });
  return [...podsOf(cluster), ...policies];
}

function expressionOf({ matchLabels = {}, matchExpressions = [] }: Selector): string {
  const list = (values: readonly string[] = []) => `{${values.map((value) => `'${value}'`).join(", ")}}`;
  const parts = [
    ...Object.entries(matchLabels).map(([key, value]) => `${key} == '${value}'`),
    ...matchExpressions.map(({ key, operator, values }) => {
      if (operator === "Exists") return `has(${key})`;
      if (operator === "DoesNotExist") return `!has(${key})`;
      return `${key} ${operator === "In" ? "in" : "not in"} ${list(values)}`;
    }),
  ];
  return parts.length === 0 ? "all()" : parts.join(" && ");
}

function calicoRules({ peers = [], ports = [] }: Rule, side: "source" | "destination"): readonly unknown[] {
  const ends = peers.length === 0 ? [{}] : peers.map(calicoPeer);
  const open: readonly (Port | undefined)[] = ports.length === 0 ? [undefined] : ports;
  return ends.flatMap((end) =>
    open.map((port) => {
      const destination = port?.port === undefined ? {} : { ports: [portText(port)] };
      return {
        action: "Allow",
        ...(port ? { protocol: port.protocol ?? "TCP" } : {}),
        ...(side === "source" ? { source: end, destination } : { destination: { ...end, ...destination } }),
      };
    }),
  );
}

function calicoPeer({ podSelector, namespaceSelector }: Peer): Readonly<Record<string, string>> {
  return {
    ...(podSelector ? { selector: expressionOf(podSelector) } : {}),
    ...(namespaceSelector ? { namespaceSelector: expressionOf(namespaceSelector) } : {}),
  };
}

function portText({ port, endPort }: Port): number | string {
  return endPort === undefined ? (port ?? 0) : `${port}:${endPort}`;
}

export function asCalico(cluster: RandomCluster): readonly string[] {
  const policies = cluster.policies.map((one, index) => {
    const directions = directionsOf(one);
    return object("projectcalico.org/v3", "NetworkPolicy", `p${index}`, one.namespace, {
      order: 100 - index,
      selector: expressionOf(one.podSelector),
      types: directions,
      ingress: (one.ingress ?? []).flatMap((rule) => calicoRules(rule, "source")),
      egress: (one.egress ?? []).flatMap((rule) => calicoRules(rule, "destination")),
    });
  });
  return [...podsOf(cluster), ...policies];
}
