/** The network of AWS resources as classes of ends, conduits and relays. */

import { append } from "../../../common/append";
import type { ResourceGraph, ResourceNode } from "../../graph/graph";
import { addressesOf, everywhere, internet, isRange } from "../core/addresses";
import type { Direction, EndClass, Permit, Placement, Relay, Stage, Standing } from "../core/model";
import { Reachability } from "../core/search";
import { anything, type Flow, tcp } from "../core/traffic";
import { type Balancer, balancersOf } from "./balancers";
import { endsOf } from "./ends";
import type { Claim, EndDescription, EndKind } from "./ends/description";
import { type Membership, SecurityGroups } from "./groups";
import { internetPlace, Network, otherPlace } from "./network";
import { flag, isStated, keyOf } from "./read";
import { type Addressing, publicPermits } from "./subnetRoutes";

/** One resource, or one of its network interfaces, as a member of a class. */
export interface AwsEnd {
  readonly node: ResourceNode;
  readonly kind: EndKind;
  readonly end: EndClass;
  readonly listens: readonly Flow[] | undefined;
  /** Whether the inputs hold anything of the network that it stands in. */
  readonly seen: boolean;
}

export interface AwsNetwork {
  readonly reachability: Reachability;
  readonly internet: EndClass;
  readonly otherNetworks: EndClass;
  readonly ends: readonly AwsEnd[];
  /** Ends of a resource; none for one that stands in no network. */
  of(node: ResourceNode): readonly AwsEnd[];
  /** Ends that are members of the security group. */
  membersOf(group: ResourceNode): readonly AwsEnd[];
  /** Stands for whatever may be put into the subnet: with public addresses, and no security group before it. */
  anybodyIn(subnet: ResourceNode): EndClass;
}

interface Facts {
  readonly membership: Membership;
  readonly addressing: Addressing;
  readonly unguarded: boolean;
  readonly opensSsh: boolean;
}

/** Somebody outside, each of whose addresses counts. */
function outsider(id: string, place: string, addresses = everywhere): EndClass {
  return { id, outside: true, placements: [{ place, addresses }], spread: "each", guard: () => [] };
}

export function awsNetwork(graph: ResourceGraph): AwsNetwork {
  return new Builder(graph).build();
}

class Builder {
  private readonly facts = new Map<EndClass, Facts>();
  private readonly classes = new Map<string, EndClass>();
  private readonly network: Network;
  private readonly groups: SecurityGroups;
  private readonly internet = outsider("the internet", internetPlace, internet);
  private readonly otherNetworks = outsider("other networks", otherPlace);

  constructor(private readonly graph: ResourceGraph) {
    this.groups = new SecurityGroups(graph);
    this.network = new Network(graph, (end) => this.facts.get(end)?.addressing);
  }

  build(): AwsNetwork {
    const balancers = balancersOf(this.graph);
    const inside = endsOf(this.graph).map((one) => this.member(one, false));
    const relays = balancers.map((one) => ({ balancer: one, end: this.member(one.end, one.unguarded) }));
    const ends = [...inside, ...relays.map(({ end }) => end), ...this.services()];
    const byNode = new Map<string, AwsEnd[]>();
    for (const end of ends) byNode.set(keyOf(end.node), [...(byNode.get(keyOf(end.node)) ?? []), end]);
    const of = (node: ResourceNode) => byNode.get(keyOf(node)) ?? [];
    const reachability = new Reachability({
      places: this.network.places,
      conduits: this.network.conduits,
      relays: relays.map(({ balancer, end }) => this.relay(balancer, end.end, of)),
    });
    return {
      reachability,
      internet: this.internet,
      otherNetworks: this.otherNetworks,
      ends,
      of,
      membersOf: this.memberIndex(ends),
      anybodyIn: (subnet) => this.anybodyIn(subnet),
    };
  }

  /** Made when it is first asked for: only findings on groups ask. */
  private memberIndex(ends: readonly AwsEnd[]): (group: ResourceNode) => readonly AwsEnd[] {
    let index: Map<string, AwsEnd[]> | undefined;
    return (group) => {
      if (!index) {
        index = new Map();
        for (const end of ends)
          for (const one of this.facts.get(end.end)?.membership.groups ?? []) append(index, keyOf(one), end);
      }
      return index.get(keyOf(group)) ?? [];
    };
  }

  private anybodyIn(subnet: ResourceNode): EndClass {
    const id = `anybody in ${keyOf(subnet)}`;
    const known = this.classes.get(id);
    if (known) return known;
    const linked = { nodes: [subnet], missing: undefined, foreign: [] };
    const facts: Facts = {
      membership: { groups: [], foreign: [], unknown: undefined },
      addressing: { 4: publicAddress({ answer: "yes" }), 6: publicAddress({ answer: "yes" }) },
      unguarded: true,
      opensSsh: false,
    };
    const end: EndClass = {
      id,
      outside: false,
      placements: this.placementsOf({ subnets: linked }),
      spread: "each",
      guard: (direction, _self, remote) => this.guard(facts, direction, remote),
    };
    this.facts.set(end, facts);
    this.classes.set(id, end);
    return end;
  }

  private member(description: EndDescription, unguarded: boolean): AwsEnd {
    const { node, kind, listens, subnets, groups } = description;
    const seen = subnets.nodes.length > 0 || groups.nodes.some((group) => group.type !== "aws_eks_cluster");
    return { node, kind, listens, seen, end: this.classOf(description, unguarded) };
  }

  /** A balancer is a class of its own, because what is behind it is its own. */
  private classOf(description: EndDescription, unguarded: boolean): EndClass {
    const facts = this.factsOf(description, unguarded);
    const placements = this.placementsOf(description);
    const own = description.kind === "balancer" ? keyOf(description.node) : "";
    const key = JSON.stringify([
      own,
      placements.map(({ place, cause }) => [place ?? null, cause ?? null]),
      description.address ?? null,
      description.spread,
      facts.membership.groups.map(keyOf).sort(),
      [...facts.membership.foreign].sort(),
      facts.membership.unknown ?? null,
      facts.addressing,
      facts.unguarded,
      facts.opensSsh,
    ]);
    const known = this.classes.get(key);
    if (known) return known;
    const end: EndClass = {
      id: key,
      outside: false,
      placements,
      spread: description.spread,
      guard: (direction, _self, remote) => this.guard(facts, direction, remote),
    };
    this.facts.set(end, facts);
    this.classes.set(key, end);
    return end;
  }

  private placementsOf({ subnets, address }: Pick<EndDescription, "subnets" | "address">): readonly Placement[] {
    const exact = address !== undefined && isRange(address) ? addressesOf([address]) : undefined;
    const known = subnets.nodes.flatMap((node): readonly Placement[] => {
      const subnet = this.network.subnets.get(node);
      return subnet ? [{ place: subnet.id, addresses: exact ?? subnet.addresses }] : [];
    });
    const sorted = [...known].sort((a, b) => ((a.place ?? "") < (b.place ?? "") ? -1 : 1));
    if (subnets.missing === undefined && known.length > 0) return sorted;
    const cause = subnets.missing ?? "its subnets are not in the inputs";
    return [...sorted, { place: undefined, addresses: undefined, cause }];
  }

  private factsOf(description: EndDescription, unguarded: boolean): Facts {
    return {
      membership: this.membershipOf(description),
      addressing: { 4: publicAddress(description.public4), 6: publicAddress(description.public6) },
      unguarded,
      opensSsh: description.opensSsh ?? false,
    };
  }

  /** Without a group of its own a resource is in the default one of its network. */
  private membershipOf({ groups, subnets, node }: EndDescription): Membership {
    const unknown = groups.foreign.length > 0 ? undefined : groups.missing;
    const stated = groups.nodes.length > 0 || groups.foreign.length > 0 || unknown !== undefined;
    if (stated) return { groups: groups.nodes, foreign: groups.foreign, unknown };
    const networks = subnets.nodes.flatMap((subnet) => this.network.subnets.get(subnet)?.networks ?? []);
    const defaults = [...new Set(networks.map((network) => this.groups.defaultOf(network)))];
    if (defaults.length > 0) return { groups: defaults, foreign: [], unknown: undefined };
    return { groups: [], foreign: [], unknown: `the security groups of ${node.address} are not in the inputs` };
  }

  private guard(facts: Facts, direction: Direction, remote: Standing): readonly Stage[] {
    const on = direction === "in" ? "source" : "destination";
    const permits = facts.unguarded
      ? []
      : this.groups.permits(facts.membership, direction, this.facts.get(remote.end)?.membership);
    const ssh: readonly Permit[] = facts.opensSsh && direction === "in" ? [{ flow: tcp(22), sure: true, by: [] }] : [];
    const fromInternet = direction === "in" && remote.placement.place === internetPlace;
    return [
      ...(facts.unguarded ? [] : [{ on, permits: [...permits, ...ssh] } as const]),
      ...(fromInternet ? [{ on, permits: publicPermits(facts.addressing) } as const] : []),
    ];
  }

  private relay(balancer: Balancer, at: EndClass, of: (node: ResourceNode) => readonly AwsEnd[]): Relay {
    const caller = this.callerThrough(at);
    return {
      at,
      listens: balancer.listens,
      targets: balancer.targets.flatMap(({ node, permit, keepsSource }) =>
        of(node).map(({ end }) => ({ to: end, permit, as: keepsSource ? caller : at })),
      ),
    };
  }

  /** Whoever calls, seen by the target with an address of its own, though the packets come from the balancer's place. */
  private callerThrough(balancer: EndClass): EndClass {
    const placements = balancer.placements.map((placement) => ({ ...placement, addresses: everywhere }));
    const end: EndClass = {
      id: `caller through ${balancer.id}`,
      outside: true,
      placements,
      spread: "each",
      guard: () => [],
    };
    const facts = this.facts.get(balancer);
    if (facts) this.facts.set(end, facts);
    return end;
  }

  /** Endpoints that AWS itself keeps on the internet. */
  private services(): readonly AwsEnd[] {
    const clusters = this.graph.ofType("aws_eks_cluster").filter((node) => node.mode === "managed");
    const domains = this.graph.ofType("aws_opensearch_domain").filter((node) => node.mode === "managed");
    return [
      ...clusters.flatMap((node) => this.publicEndpoint(node)),
      ...domains.flatMap((node): readonly AwsEnd[] => {
        if (isStated(node, "vpc_options[0].subnet_ids") || isStated(node, "vpc_options")) return [];
        const permits: readonly Permit[] = [{ flow: anything, sure: true, by: [] }];
        return [{ node, kind: "store", end: this.service(node, permits), listens: [tcp(443)], seen: true }];
      }),
    ];
  }

  private publicEndpoint(node: ResourceNode): readonly AwsEnd[] {
    const open = flag(node, "vpc_config[0].endpoint_public_access");
    if (open === "no") return [];
    const stated = node.get("vpc_config[0].public_access_cidrs");
    const items =
      stated.kind === "absent" ? ["0.0.0.0/0"] : stated.kind === "known" ? [stated.value].flat() : [undefined];
    const cidrs = items.filter((item): item is string => typeof item === "string");
    const cause = open === "unknown" ? "endpoint_public_access is not known" : "public_access_cidrs is not known";
    const known: Permit = {
      flow: { ...anything, remote: addressesOf(cidrs) },
      sure: open === "yes",
      by: [],
      ...(open === "yes" ? {} : { cause }),
    };
    const unread: readonly Permit[] =
      cidrs.length < items.length ? [{ flow: anything, sure: false, by: [], cause }] : [];
    return [
      { node, kind: "control-plane", end: this.service(node, [known, ...unread]), listens: [tcp(443)], seen: true },
    ];
  }

  private service(node: ResourceNode, permits: readonly Permit[]): EndClass {
    return {
      id: `service ${keyOf(node)}`,
      outside: false,
      placements: [{ place: internetPlace, addresses: undefined }],
      spread: "each",
      guard: (direction) => (direction === "in" ? [{ on: "source", permits }] : [{ on: "destination", permits: [] }]),
    };
  }
}

function publicAddress({ answer, cause }: Claim): Addressing[4] {
  return { answer, by: [], cause };
}
