/**
 * Cilium's policies, as far as they speak of pods, ranges, entities and ports. They add up with NetworkPolicies; their
 * denials win. What else they say (names, services, requests of layer 7) is followed as something that may fit.
 * Cilium's documentation of its policy language is the source.
 */
import type { BlockView, Datum, ResourceGraph, ResourceNode } from "../../graph/graph";
import { isList, isObject } from "../../rules/kit/datum";
import { namespaceOf } from "../../rules/kit/kubernetes";
import { fits } from "../../rules/kit/labelSelector";
import { type Answer, some } from "../../rules/kit/predicates";
import { type AddressSet, addressesOf, difference, everywhere, internet, isRange } from "../core/addresses";
import type { Direction, Permit } from "../core/model";
import { anything, type Flow, lastPort, protocolsOf } from "../core/traffic";
import type { PodFacts } from "./pods";
import type { Selected } from "./selected";

export const ciliumTypes = ["CiliumNetworkPolicy.cilium.io", "CiliumClusterwideNetworkPolicy.cilium.io"] as const;

type Remote = PodFacts | undefined;

const words = {
  in: { allow: "ingress", deny: "ingressDeny", peer: "from" },
  out: { allow: "egress", deny: "egressDeny", peer: "to" },
} as const;

interface Spec {
  readonly node: ResourceNode;
  readonly view: BlockView;
  /** Undefined for a policy of the whole cluster. */
  readonly namespace: string | undefined;
}

export class CiliumPolicies {
  private readonly specs: readonly Spec[];

  constructor(graph: ResourceGraph) {
    this.specs = graph.ofType(...ciliumTypes).flatMap((node) => {
      const namespace = node.type.startsWith("CiliumNetworkPolicy") ? namespaceOf(node) : undefined;
      return [...node.blocks("spec").items, ...node.blocks("specs").items]
        .filter((view) => view.get("nodeSelector").kind === "absent")
        .map((view) => ({ node, view, namespace }));
    });
  }

  get none(): boolean {
    return this.specs.length === 0;
  }

  /** Whether one of them makes the pod take, or open, only what is let through. */
  closes(pod: PodFacts, direction: Direction): Answer {
    const { entries } = this.of(pod, direction, undefined, undefined);
    return some(entries.map(({ answer, closes }) => (closes ? answer : "no")));
  }

  /** Policies that select the pod for the direction, and what they deny. */
  of(
    pod: PodFacts,
    direction: Direction,
    remote: Remote,
    target: Remote,
  ): { readonly entries: readonly Selected[]; readonly denials: readonly Permit[] } {
    const entries: Selected[] = [];
    const denials: Permit[] = [];
    const { allow, deny } = words[direction];
    for (const spec of this.specs) {
      const answer = selects(spec, pod);
      if (answer === "no") continue;
      const { node, view } = spec;
      const [allows, denies] = [view.blocks(allow), view.blocks(deny)];
      const stated = [...allows.items, ...denies.items].length > 0;
      const hidden = allows.unknown ?? denies.unknown;
      if (!stated && hidden === undefined) continue;
      const read = (rules: readonly BlockView[]) =>
        rules.flatMap((rule) => permitsOf(spec, rule, direction, remote, target));
      const waived = view.get(`enableDefaultDeny.${allow}`);
      const unseen: readonly Permit[] =
        hidden === undefined ? [] : [{ flow: anything, sure: false, by: [node.address], cause: hidden }];
      entries.push({
        node,
        answer,
        permits: [...read(allows.items), ...unseen],
        closes: !(waived.kind === "known" && waived.value === false),
      });
      const doubt = answer === "yes" ? undefined : `it is not known whether ${node.address} selects the pod`;
      denials.push(
        ...[...read(denies.items), ...unseen].map((permit) =>
          doubt === undefined ? permit : { ...permit, sure: false, cause: permit.cause ?? doubt },
        ),
      );
    }
    return { entries, denials };
  }
}

function selects({ view, namespace }: Spec, pod: PodFacts): Answer {
  if (namespace !== undefined && pod.namespace === undefined) return "unknown";
  if (namespace !== undefined && namespace !== pod.namespace) return "no";
  return fitsEndpoint(view.get("endpointSelector"), pod, namespace);
}

const namespaceKey = "io.kubernetes.pod.namespace";
const namespaceLabels = "io.cilium.k8s.namespace.labels.";
/** Labels that Cilium derives from what is not read here. */
const derived = /^(io\.cilium\.k8s\.policy\.|reserved[:.])/;

/** Labels of selectors carry their source in front; without a namespace in it a selector means the policy's own. */
function fitsEndpoint(reading: ReturnType<BlockView["get"]>, pod: PodFacts, namespace: string | undefined): Answer {
  if (reading.kind === "unknown") return "unknown";
  const selector = reading.kind === "absent" ? undefined : withoutSources(reading.value);
  if (!isObject(selector)) return "no";
  const keys = keysOf(selector);
  if (keys.some((key) => derived.test(key))) return "unknown";
  const asksSpaces = keys.some((key) => key.startsWith(namespaceLabels));
  const ownSpace = namespace === undefined || keys.includes(namespaceKey) || asksSpaces;
  if (!ownSpace) {
    if (pod.namespace === undefined) return "unknown";
    if (pod.namespace !== namespace) return "no";
  }
  const labels = {
    ...pod.own.labels,
    ...(pod.namespace === undefined ? {} : { [namespaceKey]: pod.namespace }),
    ...Object.fromEntries(
      Object.entries(pod.namespaceLabels.labels ?? {}).map(([key, value]) => [`${namespaceLabels}${key}`, value]),
    ),
  };
  const complete = pod.own.complete && pod.namespace !== undefined && (!asksSpaces || pod.namespaceLabels.complete);
  return fits(selector, pod.own.labels === undefined ? undefined : labels, complete);
}

const source = /^(k8s|any)[:.]/;

function withoutSources(selector: Datum): Datum {
  if (!isObject(selector)) return selector;
  const { matchLabels, matchExpressions } = selector;
  return {
    ...(isObject(matchLabels)
      ? { matchLabels: Object.fromEntries(Object.entries(matchLabels).map(([key, value]) => [plain(key), value])) }
      : matchLabels === undefined
        ? {}
        : { matchLabels }),
    ...(isList(matchExpressions)
      ? {
          matchExpressions: matchExpressions.map((one) =>
            isObject(one) && typeof one.key === "string" ? { ...one, key: plain(one.key) } : one,
          ),
        }
      : matchExpressions === undefined
        ? {}
        : { matchExpressions }),
  };
}

function plain(key: string): string {
  return key.replace(source, "");
}

function keysOf(selector: { readonly [key: string]: Datum }): readonly string[] {
  const { matchLabels, matchExpressions } = selector;
  return [
    ...(isObject(matchLabels) ? Object.keys(matchLabels) : []),
    ...(isList(matchExpressions)
      ? matchExpressions.flatMap((one) => (isObject(one) && typeof one.key === "string" ? [one.key] : []))
      : []),
  ];
}

interface Match {
  readonly addresses: AddressSet;
  readonly cause?: string | undefined;
}

/** Parts of a rule that are not followed; each makes it one that may fit. */
const unfollowed = ["Requires", "Groups", "Nodes", "FQDNs", "Services"] as const;

function permitsOf(
  spec: Spec,
  rule: BlockView,
  direction: Direction,
  remote: Remote,
  target: Remote,
): readonly Permit[] {
  const { peer } = words[direction];
  const ports = portsOf(rule, target);
  const matches = matchesOf(spec, rule, peer, remote, ports !== undefined);
  const by = [spec.node.address];
  const limited = ["icmps", "authentication"].find((path) => rule.get(path).kind !== "absent");
  const beyond = limited === undefined ? undefined : `${limited} of ${spec.node.address} is not followed`;
  return matches.flatMap(({ addresses, cause }) =>
    (ports ?? [{ flow: anything, cause: undefined }]).map(({ flow, cause: unread }): Permit => {
      const why = cause ?? unread ?? beyond;
      const here = { ...flow, remote: addresses };
      return why === undefined ? { flow: here, sure: true, by } : { flow: here, sure: false, by, cause: why };
    }),
  );
}

function matchesOf(spec: Spec, rule: BlockView, peer: string, remote: Remote, hasPorts: boolean): readonly Match[] {
  const stated = (part: string) => rule.get(`${peer}${part}`).kind !== "absent";
  const vague = unfollowed.find(stated);
  const parts = ["Endpoints", "CIDR", "CIDRSet", "Entities"].filter(stated);
  if (parts.length === 0 && vague === undefined) return hasPorts ? [{ addresses: everywhere }] : [];
  const cause = vague === undefined ? undefined : `${peer}${vague} of ${spec.node.address} is not followed`;
  // Requirements narrow what the rest lets through; the other parts let through something of their own.
  const narrowed = vague === "Requires" ? cause : undefined;
  const found = [
    ...endpointMatches(spec, rule, peer, remote),
    ...rangeMatches(rule, peer, remote),
    ...entityMatches(rule, peer, remote),
  ].map((match) => (narrowed === undefined ? match : { ...match, cause: match.cause ?? narrowed }));
  const own = cause !== undefined && narrowed === undefined && !(remote && /FQDNs/.test(vague ?? ""));
  return own ? [...found, { addresses: everywhere, cause }] : found;
}

function endpointMatches(spec: Spec, rule: BlockView, peer: string, remote: Remote): readonly Match[] {
  if (!remote) return [];
  const path = `${peer}Endpoints`;
  const stated = rule.get(path);
  if (stated.kind === "unknown") return [{ addresses: everywhere, cause: stated.cause }];
  if (stated.kind === "absent" || !isList(stated.value)) return [];
  return stated.value.flatMap((value): readonly Match[] => {
    const answer = fitsEndpoint({ kind: "known", value }, remote, spec.namespace);
    if (answer === "no") return [];
    if (remote.hostNetwork !== "no")
      return [{ addresses: everywhere, cause: "the other end has its node's address, which is no endpoint's" }];
    if (answer === "yes") return [{ addresses: everywhere }];
    return [{ addresses: everywhere, cause: `it is not known whether ${path} of ${spec.node.address} fits` }];
  });
}

/** Ranges are never those of pods that Cilium itself manages. */
function rangeMatches(rule: BlockView, peer: string, remote: Remote): readonly Match[] {
  if (remote && remote.hostNetwork === "no") return [];
  const plainOnes = rule.get(`${peer}CIDR`);
  const list = plainOnes.kind === "known" && isList(plainOnes.value) ? plainOnes.value : [];
  const lost = plainOnes.kind === "unknown" ? [{ addresses: everywhere, cause: plainOnes.cause }] : [];
  const sets = rule.blocks(`${peer}CIDRSet`);
  const unseen = sets.unknown === undefined ? [] : [{ addresses: everywhere, cause: sets.unknown }];
  return [
    ...list.map((text) => rangeOf(text, [])),
    ...sets.items.map((set) => {
      const cidr = set.get("cidr");
      const except = set.get("except");
      const holes = except.kind === "known" && isList(except.value) ? except.value : [];
      return rangeOf(cidr.kind === "known" ? cidr.value : undefined, holes);
    }),
    ...lost,
    ...unseen,
  ];
}

function rangeOf(value: Datum | undefined, except: readonly Datum[]): Match {
  if (typeof value !== "string" || !isRange(value))
    return { addresses: everywhere, cause: "a range of a policy is not known" };
  const holes = except.filter((item): item is string => typeof item === "string" && isRange(item));
  return { addresses: difference(addressesOf([value]), addressesOf(holes)) };
}

/** Nodes, the API server and the like have addresses that no input holds. */
function entityMatches(rule: BlockView, peer: string, remote: Remote): readonly Match[] {
  const stated = rule.get(`${peer}Entities`);
  if (stated.kind === "absent") return [];
  if (stated.kind === "unknown" || !isList(stated.value))
    return [{ addresses: everywhere, cause: stated.kind === "unknown" ? stated.cause : "an entity is not known" }];
  return stated.value.flatMap((entity): readonly Match[] => {
    if (entity === "all") return [{ addresses: everywhere }];
    const isNode = { addresses: everywhere, cause: `whose address ${String(entity)} has is not known` };
    if (remote && remote.hostNetwork === "no") return entity === "cluster" ? [{ addresses: everywhere }] : [];
    if (entity === "world") return [{ addresses: internet }, isNode];
    return entity === "none" ? [] : [isNode];
  });
}

interface PortMatch {
  readonly flow: Flow;
  readonly cause: string | undefined;
}

/** Undefined where all ports are meant. */
function portsOf(rule: BlockView, target: Remote): readonly PortMatch[] | undefined {
  const stated = rule.get("toPorts");
  if (stated.kind === "absent") return undefined;
  if (stated.kind === "unknown") return [{ flow: anything, cause: stated.cause }];
  return rule.blocks("toPorts").items.flatMap((block) => {
    const requests = block.get("rules").kind === "absent" ? undefined : "rules for requests (layer 7) are not followed";
    const ports = block.blocks("ports").items;
    const found =
      ports.length === 0 ? [{ flow: anything, cause: undefined }] : ports.flatMap((one) => portOf(one, target));
    return found.map((one) => ({ ...one, cause: one.cause ?? requests }));
  });
}

function portOf(view: BlockView, target: Remote): readonly PortMatch[] {
  const protocol = view.get("protocol");
  const name = protocol.kind === "known" ? String(protocol.value).toLowerCase() : "any";
  const any: Flow = { ...anything, protocols: name === "any" ? numbered : protocolsOf(name) };
  const port = view.get("port");
  if (port.kind !== "known") return [{ flow: any, cause: port.kind === "unknown" ? port.cause : undefined }];
  const text = String(port.value);
  if (/^\d+$/.test(text)) {
    const from = Number(text);
    if (from === 0) return [{ flow: any, cause: undefined }];
    const end = view.get("endPort");
    const to = end.kind === "known" ? Number(end.value) : from;
    return [{ flow: { ...any, from, to: Math.min(to || from, lastPort) }, cause: undefined }];
  }
  if (!target) return [];
  const named = target.ports.filter((one) => one.name === text && (one.flow.protocols & any.protocols) !== 0);
  return named.map((one) => ({ flow: one.flow, cause: undefined }));
}

/** `ANY` stands for those that have ports. */
const numbered = protocolsOf("tcp") | protocolsOf("udp") | protocolsOf("sctp");
