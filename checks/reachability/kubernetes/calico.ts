/**
 * Calico's policies of the default tier, as far as they speak of pods, ranges and ports: in their order, the first rule
 * that fits decides. NetworkPolicies of Kubernetes stand among them. Other tiers, requests, and policies for nodes are
 * followed as something that may fit. Calico's reference of NetworkPolicy and GlobalNetworkPolicy is the source.
 */
import type { BlockView, Reading, ResourceGraph, ResourceNode } from "../../graph/graph";
import { namespaceOf, textAt } from "../../rules/kit/kubernetes";
import { type Answer, every, some } from "../../rules/kit/predicates";
import { type AddressSet, addressesOf, difference, everywhere, isRange } from "../core/addresses";
import type { Direction, Permit } from "../core/model";
import { anything, type Flow, lastPort, protocolsOf } from "../core/traffic";
import { parseSelector } from "./calicoSelector";
import { type LabelSet, numberAt, type PodFacts } from "./pods";
import { firstMatch, type Ordered, type OrderedRule, type Selected } from "./selected";

export const calicoTypes = [
  "NetworkPolicy.crd.projectcalico.org",
  "NetworkPolicy.projectcalico.org",
  "GlobalNetworkPolicy.crd.projectcalico.org",
  "GlobalNetworkPolicy.projectcalico.org",
] as const;

type Remote = PodFacts | undefined;

/** Where Calico puts NetworkPolicies of Kubernetes among its own. */
const kubernetesOrder = 1000;

interface Policy {
  readonly node: ResourceNode;
  /** Undefined for a policy of the whole cluster. */
  readonly namespace: string | undefined;
  readonly order: number;
  readonly name: string;
  /** Why it may not hold as it is read. */
  readonly doubt: string | undefined;
}

const section = { in: "ingress", out: "egress" } as const;

export class CalicoPolicies {
  private readonly policies: readonly Policy[];

  constructor(graph: ResourceGraph) {
    this.policies = graph.ofType(...calicoTypes).map(policyOf);
  }

  get none(): boolean {
    return this.policies.length === 0;
  }

  /** Whether one of them makes the pod take, or open, only what is let through. */
  closes(pod: PodFacts, direction: Direction): Answer {
    return some(
      this.policies.map((policy) =>
        every([selects(policy, pod, direction), policy.doubt === undefined ? "yes" : "unknown"]),
      ),
    );
  }

  /** What passes by Calico's own policies and by those of Kubernetes, which `others` are. */
  permits(
    pod: PodFacts,
    direction: Direction,
    remote: Remote,
    target: Remote,
    others: readonly Selected[],
  ): { readonly permits: readonly Permit[]; readonly isBound: boolean } {
    const own = this.policies.flatMap((policy) => {
      const answer = selects(policy, pod, direction);
      if (answer === "no") return [];
      const { node, order, name, doubt } = policy;
      const rules = node
        .blocks(`spec.${section[direction]}`)
        .items.flatMap((rule) => ruleOf(policy, rule, direction, remote, target));
      return [{ node, answer: doubt === undefined ? answer : ("unknown" as const), rules, order, name }];
    });
    const theirs = others.map(({ node, answer, permits }) => ({
      node,
      answer,
      rules: [{ action: "allow", matches: permits }] as readonly OrderedRule[],
      order: kubernetesOrder,
      name: node.address,
    }));
    const sorted: readonly Ordered[] = [...own, ...theirs].sort(
      (a, b) => a.order - b.order || (a.name < b.name ? -1 : a.name > b.name ? 1 : 0),
    );
    return { permits: firstMatch(sorted), isBound: sorted.length > 0 };
  }
}

function policyOf(node: ResourceNode): Policy {
  const isGlobal = node.type.startsWith("Global");
  const order = node.get("spec.order");
  const tier = textAt(node, "spec.tier");
  const special = ["doNotTrack", "preDNAT", "serviceAccountSelector"].find(
    (path) => node.get(`spec.${path}`).kind !== "absent",
  );
  const doubts = [
    ...(tier !== undefined && tier !== "default" ? [`the tier ${tier} is not followed`] : []),
    ...(special === undefined ? [] : [`${special} of ${node.address} is not followed`]),
    ...(order.kind === "unknown" ? [order.cause] : []),
  ];
  return {
    node,
    namespace: isGlobal ? undefined : namespaceOf(node),
    // Without an order a policy comes last.
    order: numberAt(node, "spec.order") ?? Number.MAX_SAFE_INTEGER,
    name: textAt(node, "metadata.name") ?? node.address,
    doubt: doubts[0],
  };
}

function selects({ node, namespace }: Policy, pod: PodFacts, direction: Direction): Answer {
  if (!hasDirection(node, direction)) return "no";
  if (namespace !== undefined && pod.namespace !== undefined && namespace !== pod.namespace) return "no";
  return every([
    namespace !== undefined && pod.namespace === undefined ? "unknown" : "yes",
    fitsSelector(node.get("spec.selector"), podLabels(pod)),
    fitsSelector(node.get("spec.namespaceSelector"), pod.namespaceLabels),
  ]);
}

/** Where types are left out, a policy is one for egress where it has such rules, and for ingress where it has, or has none. */
function hasDirection(node: ResourceNode, direction: Direction): boolean {
  const types = node.get("spec.types");
  const stated = types.kind === "known" ? [types.value].flat() : [];
  if (stated.length > 0) return stated.includes(direction === "in" ? "Ingress" : "Egress");
  const has = (path: string) => node.blocks(`spec.${path}`).items.length > 0;
  return direction === "out" ? has("egress") : has("ingress") || !has("egress");
}

function podLabels(pod: PodFacts): LabelSet {
  const labels = {
    ...pod.own.labels,
    "projectcalico.org/orchestrator": "k8s",
    ...(pod.namespace === undefined ? {} : { "projectcalico.org/namespace": pod.namespace }),
  };
  return { labels: pod.own.labels === undefined ? undefined : labels, complete: pod.own.complete };
}

/** Nothing stated selects everything. */
function fitsSelector(reading: Reading, { labels, complete }: LabelSet): Answer {
  if (reading.kind === "absent") return "yes";
  if (reading.kind === "unknown" || typeof reading.value !== "string") return "unknown";
  const test = parseSelector(reading.value);
  return test ? test(labels, complete) : "unknown";
}

/** What a rule says beside peers and ports makes it one that may fit. */
const unfollowed = ["http", "icmp", "notICMP", "notProtocol", "ipVersion"] as const;
const unfollowedPeers = ["notNets", "notSelector", "notPorts", "serviceAccounts", "services", "domains"] as const;

function ruleOf(
  policy: Policy,
  rule: BlockView,
  direction: Direction,
  remote: Remote,
  target: Remote,
): readonly OrderedRule[] {
  const stated = rule.get("action");
  const action = stated.kind === "known" && typeof stated.value === "string" ? stated.value : undefined;
  if (action === "Log") return [];
  const [near, far] = direction === "in" ? ["destination", "source"] : ["source", "destination"];
  const odd =
    unfollowed.find((path) => rule.get(path).kind !== "absent") ??
    ["source", "destination"]
      .flatMap((side) => unfollowedPeers.map((part) => `${side}.${part}`))
      .find((path) => rule.get(path).kind !== "absent") ??
    // The pod itself is selected by the policy; further words on it, and ports of whoever calls, narrow the rule.
    [`${near}.selector`, `${near}.nets`, `${near}.namespaceSelector`, "source.ports"].find(
      (path) => rule.get(path).kind !== "absent",
    );
  const known = action === "Allow" || action === "Deny";
  const doubt =
    odd !== undefined
      ? `${odd} of ${policy.node.address} is not followed`
      : known
        ? undefined
        : `the action ${action ?? ""} of ${policy.node.address} is not followed`;
  const by = [policy.node.address];
  const peers = peersOf(policy, rule, far, remote);
  const ports = portsOf(rule, target);
  const matches = peers.flatMap(({ addresses, cause }) =>
    ports.map(({ flow, cause: unread }): Permit => {
      const why = cause ?? unread ?? doubt;
      const here = { ...flow, remote: addresses };
      return why === undefined ? { flow: here, sure: true, by } : { flow: here, sure: false, by, cause: why };
    }),
  );
  // What passes the tiers by is let through by the profile of its namespace, which lets everything through.
  if (action === "Deny") return [{ action: "deny", matches }];
  if (action === "Allow") return [{ action: "allow", matches }];
  return [
    { action: "allow", matches },
    { action: "deny", matches },
  ];
}

interface Match {
  readonly addresses: AddressSet;
  readonly cause?: string | undefined;
}

function peersOf(policy: Policy, rule: BlockView, side: string, remote: Remote): readonly Match[] {
  const [selector, spaces, nets] = ["selector", "namespaceSelector", "nets"].map((part) => rule.get(`${side}.${part}`));
  const ranges: readonly Match[] =
    nets === undefined || nets.kind === "absent" ? [{ addresses: everywhere }] : netsOf(nets);
  const asksPods = selector?.kind !== "absent" || spaces?.kind !== "absent";
  if (!asksPods || !selector || !spaces) return ranges;
  if (!remote) return [];
  const inSpace = spaces.kind === "absent" ? inOwnSpace(policy, remote) : fitsSelector(spaces, remote.namespaceLabels);
  const answer = every([
    inSpace,
    fitsSelector(selector, podLabels(remote)),
    remote.hostNetwork === "no" ? "yes" : "unknown",
  ]);
  if (answer === "no") return [];
  const doubt = answer === "yes" ? undefined : `it is not known whether a selector of ${policy.node.address} fits`;
  return ranges.map((match) => ({ ...match, cause: match.cause ?? doubt }));
}

/** A selector in a policy of a namespace means pods of that namespace, unless another is named. */
function inOwnSpace({ namespace }: Policy, remote: PodFacts): Answer {
  if (namespace === undefined) return "yes";
  if (remote.namespace === undefined) return "unknown";
  return remote.namespace === namespace ? "yes" : "no";
}

function netsOf(reading: Reading): readonly Match[] {
  if (reading.kind !== "known") return [{ addresses: everywhere, cause: "a range of a policy is not known" }];
  const items = [reading.value].flat();
  const known = items.filter((item): item is string => typeof item === "string" && isRange(item));
  const lost = known.length < items.length;
  return [
    { addresses: addressesOf(known) },
    ...(lost
      ? [{ addresses: difference(everywhere, addressesOf(known)), cause: "a range of a policy is not known" }]
      : []),
  ];
}

interface PortMatch {
  readonly flow: Flow;
  readonly cause: string | undefined;
}

function portsOf(rule: BlockView, target: Remote): readonly PortMatch[] {
  const protocol = rule.get("protocol");
  if (protocol.kind === "unknown") return [{ flow: anything, cause: protocol.cause }];
  const any: Flow =
    protocol.kind === "absent"
      ? anything
      : { ...anything, protocols: protocolsOf(String(protocol.value).toLowerCase()) };
  const stated = rule.get("destination.ports");
  if (stated.kind === "absent") return [{ flow: any, cause: undefined }];
  if (stated.kind === "unknown") return [{ flow: any, cause: stated.cause }];
  return [stated.value].flat().flatMap((port): readonly PortMatch[] => {
    const text = typeof port === "string" || typeof port === "number" ? String(port) : undefined;
    if (text === undefined) return [{ flow: any, cause: "a port of a policy is not known" }];
    const range = /^(\d+)(?::(\d+))?$/.exec(text);
    if (range) {
      const from = Number(range[1]);
      return [{ flow: { ...any, from, to: Math.min(Number(range[2] ?? from), lastPort) }, cause: undefined }];
    }
    if (!target) return [];
    const named = target.ports.filter((one) => one.name === text && (one.flow.protocols & any.protocols) !== 0);
    return named.map((one) => ({ flow: one.flow, cause: undefined }));
  });
}
