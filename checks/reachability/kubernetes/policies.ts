/**
 * NetworkPolicies as Kubernetes defines them: a pod that no policy selects for a direction takes everything; one that
 * some select takes what any of them lets through. The API's reference of NetworkPolicySpec is the source.
 */
import type { BlockView, Datum, Reading, ResourceGraph, ResourceNode } from "../../graph/graph";
import { isList, isObject } from "../../rules/kit/datum";
import { namespaceOf } from "../../rules/kit/kubernetes";
import { fits } from "../../rules/kit/labelSelector";
import { type Answer, every, some } from "../../rules/kit/predicates";
import { type AddressSet, addressesOf, difference, everywhere, isRange } from "../core/addresses";
import type { Direction, Permit } from "../core/model";
import { anything, type Flow, lastPort } from "../core/traffic";
import { CalicoPolicies, calicoTypes } from "./calico";
import { CiliumPolicies, ciliumTypes } from "./cilium";
import { IstioPolicies, istioType } from "./istio";
import { type LabelSet, numberAt, type PodFacts, protocolAt } from "./pods";
import { combined, doubted, type Selected, withoutDenied } from "./selected";

export interface Policy {
  readonly node: ResourceNode;
  readonly namespace: string;
  readonly directions: ReadonlySet<Direction>;
  readonly selector: Reading;
  readonly rules: Readonly<Record<Direction, readonly BlockView[]>>;
}

const section = { in: "ingress", out: "egress" } as const;
const peerList = { in: "from", out: "to" } as const;

export function readPolicy(node: ResourceNode): Policy {
  return {
    node,
    namespace: namespaceOf(node),
    directions: directionsOf(node),
    selector: node.get("spec.podSelector"),
    rules: { in: node.blocks("spec.ingress").items, out: node.blocks("spec.egress").items },
  };
}

/** Where policyTypes is left out, a policy is one for ingress, and for egress too where it has rules of it. */
function directionsOf(node: ResourceNode): ReadonlySet<Direction> {
  const types = node.get("spec.policyTypes");
  const stated = types.kind === "known" ? [types.value].flat() : [];
  if (stated.length === 0) {
    return new Set<Direction>(node.blocks("spec.egress").items.length > 0 ? ["in", "out"] : ["in"]);
  }
  return new Set<Direction>([
    ...(stated.includes("Ingress") ? (["in"] as const) : []),
    ...(stated.includes("Egress") ? (["out"] as const) : []),
  ]);
}

function datumOf(reading: Reading): Datum | undefined {
  return reading.kind === "known" ? reading.value : undefined;
}

/** A selector that is left out is an empty one, which selects every pod of the policy's namespace. */
export function selects(policy: Policy, pod: PodFacts): Answer {
  if (pod.namespace === undefined) return "unknown";
  if (policy.namespace !== pod.namespace) return "no";
  if (policy.selector.kind === "absent") return "yes";
  if (policy.selector.kind === "unknown") return "unknown";
  return fits(policy.selector.value, pod.own.labels, pod.own.complete);
}

/** Kinds of other vendors that restrict traffic by languages of their own. */
export const foreignTypes = [
  ...ciliumTypes,
  ...calicoTypes,
  "AdminNetworkPolicy.policy.networking.k8s.io",
  "BaselineAdminNetworkPolicy.policy.networking.k8s.io",
  istioType,
] as const;
/** Those of them whose languages are not followed at all. */
const unfollowedTypes = [
  "AdminNetworkPolicy.policy.networking.k8s.io",
  "BaselineAdminNetworkPolicy.policy.networking.k8s.io",
] as const;
const pluginTypes: ReadonlySet<string> = new Set([...ciliumTypes, ...calicoTypes]);
const clusterWide = /^(CiliumClusterwide|Global|Admin|BaselineAdmin)/;

/** Who is at the other end: a pod, or somebody who is none. */
export type Remote = PodFacts | undefined;

export class Policies {
  readonly all: readonly Policy[];
  private readonly byNamespace = new Map<string, Policy[]>();
  /** Policies of other kinds, followed or not. */
  readonly foreign: readonly ResourceNode[];
  private readonly unfollowed: readonly ResourceNode[];
  private readonly cilium: CiliumPolicies;
  private readonly calico: CalicoPolicies;
  private readonly istio: IstioPolicies;

  constructor(graph: ResourceGraph) {
    this.cilium = new CiliumPolicies(graph);
    this.calico = new CalicoPolicies(graph);
    this.istio = new IstioPolicies(graph);
    // One cluster has one network plugin: of two, nobody can say which is at work.
    const both = this.cilium.none || this.calico.none ? [] : [...ciliumTypes, ...calicoTypes];
    this.unfollowed = graph.ofType(...unfollowedTypes, ...both);
    this.all = graph.ofType("NetworkPolicy").map(readPolicy);
    for (const policy of this.all) {
      this.byNamespace.set(policy.namespace, [...(this.byNamespace.get(policy.namespace) ?? []), policy]);
    }
    this.foreign = graph.ofType(...foreignTypes);
  }

  /** Policies that select the pod for the direction, and those that may. */
  selecting(
    pod: PodFacts,
    direction?: Direction,
  ): { readonly sure: readonly Policy[]; readonly maybe: readonly Policy[] } {
    const near = pod.namespace === undefined ? this.all : (this.byNamespace.get(pod.namespace) ?? []);
    const fitting = near
      .filter((policy) => direction === undefined || policy.directions.has(direction))
      .map((policy) => ({ policy, answer: selects(policy, pod) }));
    return {
      sure: fitting.filter(({ answer }) => answer === "yes").map(({ policy }) => policy),
      maybe: fitting.filter(({ answer }) => answer === "unknown").map(({ policy }) => policy),
    };
  }

  /** A policy of another kind that may restrict the pod. */
  foreignTo(pod: Pick<PodFacts, "namespace">): ResourceNode | undefined {
    return this.foreign.find((node) => clusterWide.test(node.writtenType) || namespaceOf(node) === pod.namespace);
  }

  /** Whether a policy of Cilium or Calico restricts the pod in the direction. */
  closedByVendors(pod: PodFacts, direction: Direction): Answer {
    return some([this.cilium.closes(pod, direction), this.calico.closes(pod, direction)]);
  }

  /** Policies that may restrict the pod, in languages that are not those of a network plugin or are not followed. */
  doubtful(pod: Pick<PodFacts, "namespace">): readonly ResourceNode[] {
    return this.foreign.filter(
      (node) =>
        !pluginTypes.has(node.type) && (clusterWide.test(node.writtenType) || namespaceOf(node) === pod.namespace),
    );
  }

  /** What the pod's policies let through to or from the other end. `target` is whoever answers the connection. */
  permits(pod: PodFacts, direction: Direction, remote: Remote, target: Remote): readonly Permit[] {
    const { permits, isBound } = this.ofPolicies(pod, direction, remote, target);
    const foreign = this.unfollowed.find(
      (node) => clusterWide.test(node.writtenType) || namespaceOf(node) === pod.namespace,
    );
    const withForeign = foreign ? doubted(permits, `what ${foreign.address} restricts is not followed`) : permits;
    if (pod.hostNetwork === "no" || !isBound) return withForeign;
    const cause = "policies hold for pods of the node's own network or not, as the cluster's network plugin has it";
    return [...doubted(withForeign, cause), { flow: anything, sure: false, by: [], cause }];
  }

  /** What the mesh lets in to the pod besides; undefined where no policy of a mesh concerns it. */
  meshPermits(pod: PodFacts, remote: Remote): readonly Permit[] | undefined {
    return this.istio.permits(pod, remote);
  }

  /** Where Calico's own policies are, NetworkPolicies stand among them; with Cilium's they add up. */
  private ofPolicies(
    pod: PodFacts,
    direction: Direction,
    remote: Remote,
    target: Remote,
  ): { readonly permits: readonly Permit[]; readonly isBound: boolean } {
    const { sure, maybe } = this.selecting(pod, direction);
    const of = (policies: readonly Policy[], answer: Selected["answer"]) =>
      policies.map((policy): Selected => {
        return { node: policy.node, answer, permits: permitsOf(policy, direction, remote, target), closes: true };
      });
    const own = [...of(sure, "yes"), ...of(maybe, "unknown")];
    if (!this.calico.none) return this.calico.permits(pod, direction, remote, target, own);
    const { entries, denials } = this.cilium.of(pod, direction, remote, target);
    const all = [...own, ...entries];
    return { permits: withoutDenied(combined(all), denials), isBound: all.length > 0 };
  }
}

function permitsOf(policy: Policy, direction: Direction, remote: Remote, target: Remote): readonly Permit[] {
  return policy.rules[direction].flatMap((rule) => {
    const ports = portsOf(rule, target);
    const peers = rule.blocks(peerList[direction]).items;
    const stated = rule.get(peerList[direction]);
    const ends: readonly PeerMatch[] =
      stated.kind === "absent"
        ? [{ addresses: everywhere, cause: undefined }]
        : stated.kind === "unknown"
          ? [{ addresses: everywhere, cause: stated.cause }]
          : peers.flatMap((peer) => matchOf(peer, policy.namespace, remote) ?? []);
    return ends.flatMap(({ addresses, cause }) =>
      ports.map(({ flow, cause: unread }): Permit => {
        const by = [policy.node.address];
        const why = cause ?? unread;
        const here = { ...flow, remote: addresses };
        return why === undefined ? { flow: here, sure: true, by } : { flow: here, sure: false, by, cause: why };
      }),
    );
  });
}

interface PeerMatch {
  readonly addresses: AddressSet;
  readonly cause: string | undefined;
}

function matchOf(peer: BlockView, namespace: string, remote: Remote): PeerMatch | undefined {
  const block = peer.blocks("ipBlock").items[0];
  if (block) return rangesOf(block, remote !== undefined);
  const selector = (path: string) => peer.get(path);
  const [pods, spaces] = [selector("podSelector"), selector("namespaceSelector")];
  if (pods.kind === "absent" && spaces.kind === "absent") return undefined;
  if (!remote) return undefined;
  const answer = every([inNamespace(spaces, namespace, remote), isSelected(pods, remote.own), isPodAddress(remote)]);
  if (answer === "no") return undefined;
  if (answer === "yes") return { addresses: everywhere, cause: undefined };
  const cause =
    remote.hostNetwork === "no"
      ? `it is not known whether a selector of ${peer.path} fits the other end`
      : "the other end has its node's address, which no selector fits";
  return { addresses: everywhere, cause };
}

/** Traffic of a pod in its node's network comes from the node's address. */
function isPodAddress(remote: PodFacts): Answer {
  return remote.hostNetwork === "no" ? "yes" : "unknown";
}

function inNamespace(selector: Reading, namespace: string, remote: PodFacts): Answer {
  if (selector.kind === "unknown") return "unknown";
  if (selector.kind === "absent") {
    if (remote.namespace === undefined) return "unknown";
    return remote.namespace === namespace ? "yes" : "no";
  }
  return fits(datumOf(selector), remote.namespaceLabels.labels, remote.namespaceLabels.complete);
}

function isSelected(selector: Reading, { labels, complete }: LabelSet): Answer {
  if (selector.kind === "absent") return "yes";
  if (selector.kind === "unknown") return "unknown";
  return fits(datumOf(selector), labels, complete);
}

/** A range of all of a family takes in pods, whichever family the cluster has. */
function rangesOf(block: BlockView, isPod: boolean): PeerMatch {
  const cidr = block.get("cidr");
  const text = cidr.kind === "known" && typeof cidr.value === "string" ? cidr.value : "";
  if (!isRange(text))
    return { addresses: everywhere, cause: cidr.kind === "unknown" ? cidr.cause : "an ipBlock cannot be read" };
  const except = block.get("except");
  const holes = except.kind === "known" ? [except.value].flat() : [];
  const known = holes.filter((item): item is string => typeof item === "string");
  if (isPod && /\/0$/.test(text) && holes.length === 0) return { addresses: everywhere, cause: undefined };
  return { addresses: difference(addressesOf([text]), addressesOf(known)), cause: undefined };
}

interface PortMatch {
  readonly flow: Flow;
  readonly cause: string | undefined;
}

function portsOf(rule: BlockView, target: Remote): readonly PortMatch[] {
  const stated = rule.get("ports");
  if (stated.kind === "absent") return [{ flow: anything, cause: undefined }];
  if (stated.kind === "unknown") return [{ flow: anything, cause: stated.cause }];
  return rule.blocks("ports").items.flatMap((port) => portMatches(port, target));
}

function portMatches(view: BlockView, target: Remote): readonly PortMatch[] {
  const any = { ...anything, protocols: protocolAt(view) };
  const port = view.get("port");
  if (port.kind === "absent") return [{ flow: any, cause: undefined }];
  if (port.kind === "unknown") return [{ flow: any, cause: port.cause }];
  const from = numberAt(view, "port");
  if (from !== undefined) {
    const to = numberAt(view, "endPort") ?? from;
    return [{ flow: { ...any, from, to: Math.min(to, lastPort) }, cause: undefined }];
  }
  // A name means whatever port of the answering pod is called so; outside of pods nothing is.
  if (!target) return [];
  const named = target.ports.filter((one) => one.name === port.value && (one.flow.protocols & any.protocols) !== 0);
  return named.map((one) => ({ flow: one.flow, cause: undefined }));
}

/** Whether a policy lets nothing through in a direction, for every pod of its namespace. */
export function deniesByDefault(policy: Policy, direction: Direction): boolean {
  const selector = datumOf(policy.selector);
  const all = policy.selector.kind === "absent" || (isObject(selector) && Object.values(selector).every(isBlank));
  return (
    all &&
    policy.directions.has(direction) &&
    policy.rules[direction].length === 0 &&
    policy.node.get(`spec.${section[direction]}`).kind !== "unknown"
  );
}

function isBlank(value: Datum): boolean {
  return (
    value === null || (isList(value) && value.length === 0) || (isObject(value) && Object.keys(value).length === 0)
  );
}
