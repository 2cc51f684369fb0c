/** Small random clusters, and an oracle that follows single connections by the words of NetworkPolicy's API reference. */
import fc from "fast-check";
import { app, namespace, policy } from "./kubernetes";

type LabelMap = Readonly<Record<string, string>>;

export interface Selector {
  readonly matchLabels?: LabelMap;
  readonly matchExpressions?: readonly {
    readonly key: string;
    readonly operator: string;
    readonly values?: readonly string[];
  }[];
}

export interface Peer {
  readonly podSelector?: Selector;
  readonly namespaceSelector?: Selector;
  readonly ipBlock?: { readonly cidr: string; readonly except?: readonly string[] };
}

export interface Rule {
  readonly peers?: readonly Peer[];
  readonly ports?: readonly {
    readonly port?: number | string;
    readonly endPort?: number;
    readonly protocol?: string;
  }[];
}

export interface RandomPolicy {
  readonly namespace: string;
  readonly podSelector: Selector;
  readonly policyTypes?: readonly string[];
  readonly ingress?: readonly Rule[];
  readonly egress?: readonly Rule[];
}

export interface RandomPod {
  readonly namespace: string;
  readonly labels: LabelMap;
}

export interface RandomCluster {
  readonly namespaces: Readonly<Record<string, LabelMap>>;
  readonly pods: readonly RandomPod[];
  readonly policies: readonly RandomPolicy[];
}

export const strangers = ["203.0.113.9", "198.51.100.7", "8.8.8.8"] as const;
export const ports = [53, 8080, 9090] as const;
/** What the deployments of `app` call their ports. */
const named: Readonly<Record<string, number>> = { web: 8080, metrics: 9090 };

const places = ["a", "b", "c"] as const;
const keys = ["app", "tier"] as const;
const values = ["x", "y"] as const;
const labels: fc.Arbitrary<LabelMap> = fc.dictionary(fc.constantFrom(...keys), fc.constantFrom(...values), {
  maxKeys: 2,
});
const expression = fc.oneof(
  fc.record({ key: fc.constantFrom(...keys), operator: fc.constantFrom("Exists", "DoesNotExist") }),
  fc.record({
    key: fc.constantFrom(...keys),
    operator: fc.constantFrom("In", "NotIn"),
    values: fc.uniqueArray(fc.constantFrom<string>(...values), { minLength: 1 }),
  }),
);
const selector: fc.Arbitrary<Selector> = fc.oneof(
  fc.constant({}),
  fc.record({ matchLabels: labels }),
  fc.record({ matchExpressions: fc.array(expression, { minLength: 1, maxLength: 2 }) }),
  fc.record({ matchLabels: labels, matchExpressions: fc.array(expression, { minLength: 1, maxLength: 1 }) }),
);
const block = fc.constantFrom(
  { cidr: "0.0.0.0/0" },
  { cidr: "203.0.113.0/24" },
  { cidr: "0.0.0.0/0", except: ["198.51.100.0/24"] },
);
const peer: fc.Arbitrary<Peer> = fc.oneof(
  fc.record({ podSelector: selector }),
  fc.record({ namespaceSelector: selector }),
  fc.record({ podSelector: selector, namespaceSelector: selector }),
);
const port = fc.constantFrom<NonNullable<Rule["ports"]>[number]>(
  { port: 8080 },
  { port: "web" },
  { port: "metrics", protocol: "TCP" },
  { protocol: "TCP" },
  { port: 8000, endPort: 9100 },
  { port: 53, protocol: "UDP" },
);
const rule = (peers: fc.Arbitrary<Peer>): fc.Arbitrary<Rule> =>
  fc.record(
    { peers: fc.array(peers, { maxLength: 2 }), ports: fc.array(port, { maxLength: 2 }) },
    { requiredKeys: [] },
  );

/** Policies whose peers are pods, or, with `blocks`, addresses: of a pod nobody knows the address. */
const randomPolicy = (blocks: boolean): fc.Arbitrary<RandomPolicy> => {
  const rules = fc.array(rule(blocks ? fc.oneof(peer, fc.record({ ipBlock: block })) : peer), { maxLength: 2 });
  return fc.record(
    {
      namespace: fc.constantFrom(...places),
      podSelector: selector,
      policyTypes: fc.constantFrom<readonly string[]>(["Ingress"], ["Egress"], ["Ingress", "Egress"]),
      ingress: rules,
      egress: rules,
    },
    { requiredKeys: ["namespace", "podSelector"] },
  );
};

export const randomCluster = (blocks: boolean): fc.Arbitrary<RandomCluster> =>
  fc.record({
    namespaces: fc.record({ a: labels, b: labels, c: labels }),
    pods: fc.array(fc.record({ namespace: fc.constantFrom(...places), labels }), { minLength: 2, maxLength: 4 }),
    policies: fc.array(randomPolicy(blocks), { maxLength: 4 }),
  });

export function manifestsOf({ namespaces, pods, policies }: RandomCluster): readonly string[] {
  return [
    ...Object.entries(namespaces).map(([name, own]) => namespace(name, own)),
    ...pods.map((pod, index) => app(`pod${index}`, pod.namespace, pod.labels)),
    ...policies.map((one, index) => {
      const { namespace: place, ingress, egress, ...rest } = one;
      const rules = (list: readonly Rule[] | undefined, peers: string) =>
        list?.map(({ peers: ends, ports: open }) => ({
          ...(ends ? { [peers]: ends } : {}),
          ...(open ? { ports: open } : {}),
        }));
      const spec = {
        ...rest,
        ...(ingress ? { ingress: rules(ingress, "from") } : {}),
        ...(egress ? { egress: rules(egress, "to") } : {}),
      };
      return policy(`p${index}`, place, spec);
    }),
  ];
}

function fits({ matchLabels = {}, matchExpressions = [] }: Selector, own: LabelMap): boolean {
  return (
    Object.entries(matchLabels).every(([key, value]) => own[key] === value) &&
    matchExpressions.every(({ key, operator, values: list = [] }) => {
      const value = own[key];
      if (operator === "Exists") return value !== undefined;
      if (operator === "DoesNotExist") return value === undefined;
      const among = value !== undefined && list.includes(value);
      return operator === "In" ? among : !among;
    })
  );
}

/** A pod, or an address outside. */
type Other = RandomPod | string;

function peerFits(cluster: RandomCluster, one: Peer, place: string, other: Other): boolean {
  if (one.ipBlock) {
    if (typeof other !== "string") return true;
    const inside = (range: string) =>
      range === "0.0.0.0/0" || other.startsWith(range.slice(0, range.lastIndexOf(".") + 1));
    return inside(one.ipBlock.cidr) && !(one.ipBlock.except ?? []).some(inside);
  }
  if (typeof other === "string") return false;
  const space = one.namespaceSelector
    ? fits(one.namespaceSelector, {
        ...cluster.namespaces[other.namespace],
        "kubernetes.io/metadata.name": other.namespace,
      })
    : other.namespace === place;
  return space && fits(one.podSelector ?? {}, other.labels);
}

function portFits(
  { port: wanted, endPort, protocol = "TCP" }: NonNullable<Rule["ports"]>[number],
  tcpPort: number,
  target: Other,
): boolean {
  if (protocol !== "TCP") return false;
  if (wanted === undefined) return true;
  if (typeof wanted === "string") return typeof target !== "string" && named[wanted] === tcpPort;
  return wanted <= tcpPort && tcpPort <= (endPort ?? wanted);
}

function passes(
  cluster: RandomCluster,
  pod: RandomPod,
  direction: "Ingress" | "Egress",
  other: Other,
  tcpPort: number,
): boolean {
  const target = direction === "Ingress" ? pod : other;
  const selecting = cluster.policies.filter(
    (one) =>
      one.namespace === pod.namespace &&
      fits(one.podSelector, pod.labels) &&
      (one.policyTypes ?? ["Ingress", ...((one.egress ?? []).length > 0 ? ["Egress"] : [])]).includes(direction),
  );
  if (selecting.length === 0) return true;
  return selecting.some((one) =>
    ((direction === "Ingress" ? one.ingress : one.egress) ?? []).some(
      ({ peers = [], ports: open = [] }) =>
        (peers.length === 0 || peers.some((end) => peerFits(cluster, end, one.namespace, other))) &&
        (open.length === 0 || open.some((entry) => portFits(entry, tcpPort, target))),
    ),
  );
}

export function podsConnect(cluster: RandomCluster, source: RandomPod, target: RandomPod, tcpPort: number): boolean {
  return passes(cluster, source, "Egress", target, tcpPort) && passes(cluster, target, "Ingress", source, tcpPort);
}

export function podLeaves(cluster: RandomCluster, source: RandomPod, address: string, tcpPort: number): boolean {
  return passes(cluster, source, "Egress", address, tcpPort);
}
