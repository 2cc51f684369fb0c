/** Subnets with what surrounds them, and the conduits between them, the internet and other networks. */

import { append } from "../../../common/append";
import type { ResourceGraph, ResourceNode } from "../../graph/graph";
import { type AddressSet, nowhere, union } from "../core/addresses";
import type { Conduit, EndClass, Permit, Place, Stage, Standing } from "../core/model";
import { anything } from "../core/traffic";
import { AccessLists } from "./accessLists";
import { Attachments, keyOf, linked } from "./read";
import { RouteTables } from "./routes";
import {
  type Addressing,
  gatewaysOf,
  hubOf,
  hubsOf,
  inwards,
  isElsewhere,
  natPermits,
  natsOf,
  networkTypes,
  notSure,
  publicPermits,
  rangeOf,
  routePermits,
  routerOf,
  type Subnet,
  subnetTypes,
} from "./subnetRoutes";
import { TransitGateways } from "./transitGateways";

export const internetPlace = "internet";
export const otherPlace = "other networks";

export class Network {
  readonly subnets: ReadonlyMap<ResourceNode, Subnet>;
  readonly places: readonly Place[];
  readonly conduits: readonly Conduit[];
  private readonly lists: AccessLists;
  private readonly extraRanges: Attachments;
  private readonly gateways: TransitGateways;
  private readonly byId = new Map<string, Subnet>();

  /** `addressing` tells of a class whether its members have public addresses. */
  constructor(
    graph: ResourceGraph,
    private readonly addressing: (end: EndClass) => Addressing | undefined,
  ) {
    const tables = new RouteTables(graph);
    this.lists = new AccessLists(graph);
    this.extraRanges = new Attachments(graph, [["aws_vpc_ipv4_cidr_block_association", "vpc_id"]], networkTypes);
    this.gateways = new TransitGateways(graph, (network) => this.rangesOf(network));
    const nodes = graph.ofType(...subnetTypes);
    this.subnets = new Map(nodes.map((node) => [node, this.read(node, tables)]));
    for (const subnet of this.subnets.values()) this.byId.set(subnet.id, subnet);
    const hubs = new Map<string, Subnet[]>();
    const conduits: Conduit[] = [];
    for (const subnet of this.subnets.values()) {
      for (const network of subnet.networks) append(hubs, routerOf(network), subnet);
      for (const hub of hubsOf(subnet)) append(hubs, hub, subnet);
      conduits.push(...this.outside(subnet));
    }
    for (const [hub, members] of hubs) for (const subnet of members) conduits.push(...this.between(subnet, hub));
    this.conduits = conduits;
    this.places = [
      { id: internetPlace, transit: false },
      { id: otherPlace, transit: false },
      ...[...this.subnets.values()].map((subnet) => ({ id: subnet.id, transit: false })),
      ...[...hubs.keys()].map((id) => ({ id, transit: true })),
    ];
  }

  private read(node: ResourceNode, tables: RouteTables): Subnet {
    const { nodes: networks } = linked(node, "vpc_id", networkTypes);
    const ranges = networks.map((network) => this.rangesOf(network));
    return {
      node,
      id: `subnet ${keyOf(node)}`,
      networks,
      addresses: rangeOf(node, "cidr_block", "ipv6_cidr_block"),
      routes: tables.of(node, networks, union(nowhere, ...ranges)),
    };
  }

  private rangesOf(network: ResourceNode): AddressSet {
    const extra = this.extraRanges.of(network).map((one) => rangeOf(one, "cidr_block"));
    return union(...[rangeOf(network, "cidr_block", "ipv6_cidr_block"), ...extra].map((range) => range ?? nowhere));
  }

  private border(subnet: Subnet, direction: "in" | "out"): readonly Stage[] {
    return this.lists.stages(subnet.node, subnet.networks, direction);
  }

  /** Within a network everything is routed; to peers and transit gateways only what the tables say, both ways. */
  private between(subnet: Subnet, hub: string): readonly Conduit[] {
    const local = hub.startsWith("router ");
    const permits = local ? [] : routePermits(subnet.routes, (route) => hubOf(route) === hub);
    const routed = (on: Stage["on"]): readonly Stage[] => (local ? [] : [{ on, permits: permits }]);
    const route = subnet.routes.items.find((one) => hubOf(one) === hub);
    const passing = route?.kind === "transit-gateway" ? this.passing(subnet, route.target) : () => [];
    return [
      { from: subnet.id, to: hub, stages: () => [...routed("destination"), ...this.border(subnet, "out")] },
      {
        from: hub,
        to: subnet.id,
        stages: (source) => [...passing(source), ...routed("source"), ...this.border(subnet, "in")],
      },
    ];
  }

  /** What the gateway's own tables let through to the subnet, and back. Within one network nothing goes that way. */
  private passing(subnet: Subnet, gateway: ResourceNode | undefined): (source: Standing) => readonly Stage[] {
    return ({ placement }) => {
      const from = placement.place === undefined ? undefined : this.byId.get(placement.place);
      const pairs = (from?.networks ?? []).flatMap((near) => subnet.networks.map((far) => [near, far] as const));
      if (pairs.length === 0) return [{ on: "destination", permits: this.gateways.unknownPassage(gateway) }];
      return [
        { on: "destination", permits: pairs.flatMap(([near, far]) => this.gateways.permits(gateway, near, far)) },
        { on: "source", permits: pairs.flatMap(([near, far]) => this.gateways.permits(gateway, far, near)) },
      ];
    };
  }

  private outside(subnet: Subnet): readonly Conduit[] {
    return [
      ...this.ownDoors(subnet),
      ...this.translated(subnet),
      ...this.otherNetworks(subnet),
      ...gatewaysOf(subnet).flatMap((gateway) => this.beyondGateway(subnet, gateway)),
    ];
  }

  /** By a transit gateway to what no input holds, and out by the translating gateways of networks attached to it. */
  private beyondGateway(subnet: Subnet, gateway: ResourceNode | undefined): readonly Conduit[] {
    const there = routePermits(subnet.routes, (route) => route.kind === "transit-gateway" && route.target === gateway);
    const onwards = subnet.networks.flatMap((network) => this.gateways.elsewhere(gateway, network));
    const beyond: readonly Conduit[] =
      onwards.length === 0
        ? []
        : [
            {
              from: otherPlace,
              to: subnet.id,
              stages: () => [
                { on: "source", permits: onwards },
                {
                  on: "destination",
                  permits: subnet.networks.flatMap((network) => this.gateways.fromElsewhere(gateway, network)),
                },
                { on: "source", permits: there },
                ...this.border(subnet, "in"),
              ],
            },
            this.onwards(subnet, otherPlace, there, onwards),
            this.onwards(subnet, internetPlace, there, onwards.map(notSure)),
          ];
    return gateway ? [...beyond, ...this.sharedExits(subnet, gateway, there)] : beyond;
  }

  private onwards(subnet: Subnet, to: string, there: readonly Permit[], onwards: readonly Permit[]): Conduit {
    const stages = (): readonly Stage[] => [
      { on: "destination", permits: there },
      ...this.border(subnet, "out"),
      { on: "destination", permits: onwards },
    ];
    return { from: subnet.id, to, stages };
  }

  /** A network that others leave by has a translating gateway behind the subnets of its attachment. */
  private sharedExits(subnet: Subnet, gateway: ResourceNode, there: readonly Permit[]): readonly Conduit[] {
    return this.gateways.entrances(gateway).flatMap(({ network, attachment }) => {
      if (subnet.networks.includes(network)) return [];
      const doors = linked(attachment, "subnet_ids", subnetTypes).nodes.flatMap((node) => this.subnets.get(node) ?? []);
      return doors.flatMap((door) =>
        natsOf(door).map((nat): Conduit => {
          const passage = () => subnet.networks.flatMap((near) => this.gateways.permits(gateway, near, network));
          return {
            from: subnet.id,
            to: internetPlace,
            stages: () => [
              { on: "destination", permits: there },
              ...this.border(subnet, "out"),
              { on: "destination", permits: passage() },
              { on: "destination", permits: natPermits(door, nat) },
              ...(nat ? this.beyondNat(nat) : []),
            ],
          };
        }),
      );
    });
  }

  /** Internet gateways serve those who have a public address; egress-only ones let IPv6 out and never in. */
  private ownDoors(subnet: Subnet): readonly Conduit[] {
    const gates = routePermits(
      subnet.routes,
      (route) => route.kind === "internet-gateway" || route.kind === "unknown",
      4,
      6,
    );
    const out = [...gates, ...routePermits(subnet.routes, (route) => route.kind === "egress-only-gateway", 6)];
    const doors: Conduit[] = [];
    if (gates.length > 0) {
      doors.push({
        from: internetPlace,
        to: subnet.id,
        stages: () => [{ on: "source", permits: gates.map(inwards) }, ...this.border(subnet, "in")],
      });
    }
    if (out.length > 0) {
      doors.push({
        from: subnet.id,
        to: internetPlace,
        stages: (source) => [
          { on: "destination", permits: out },
          { on: "destination", permits: this.ownAddress(source) },
          ...this.border(subnet, "out"),
        ],
      });
    }
    return doors;
  }

  private ownAddress({ end }: Standing): readonly Permit[] {
    const addressing = this.addressing(end);
    return addressing ? publicPermits(addressing) : [];
  }

  /** Out through gateways that translate addresses, which must themselves stand where an internet gateway is near. */
  private translated(subnet: Subnet): readonly Conduit[] {
    const byNat = natsOf(subnet).map((nat) =>
      this.exit(subnet, natPermits(subnet, nat), () => (nat ? this.beyondNat(nat) : [])),
    );
    const doubtful = routePermits(subnet.routes, (route) => route.kind === "unknown" || isElsewhere(route)).map(
      notSure,
    );
    return doubtful.length === 0 ? byNat : [...byNat, this.exit(subnet, doubtful, () => [])];
  }

  private exit(subnet: Subnet, there: readonly Permit[], beyond: () => readonly Stage[]): Conduit {
    const stages = (): readonly Stage[] => [
      { on: "destination", permits: there },
      ...this.border(subnet, "out"),
      ...beyond(),
    ];
    return { from: subnet.id, to: internetPlace, stages };
  }

  private beyondNat(nat: ResourceNode): readonly Stage[] {
    const { nodes, missing } = linked(nat, "subnet_id", subnetTypes);
    const homes = nodes.flatMap((node) => this.subnets.get(node) ?? []);
    const [home] = homes;
    const unseen: Permit = {
      flow: anything,
      sure: false,
      by: [nat.address],
      cause: missing ?? `the subnet of ${nat.address} is not in the inputs`,
    };
    if (!home || homes.length > 1) return [{ on: "destination", permits: [unseen] }];
    const gates = routePermits(
      home.routes,
      (route) => route.kind === "internet-gateway" || route.kind === "unknown",
      4,
    );
    return [{ on: "destination", permits: gates }, ...this.border(home, "out")];
  }

  private otherNetworks(subnet: Subnet): readonly Conduit[] {
    const permits = routePermits(subnet.routes, isElsewhere);
    if (permits.length === 0) return [];
    return [
      { from: otherPlace, to: subnet.id, stages: () => [{ on: "source", permits }, ...this.border(subnet, "in")] },
      {
        from: subnet.id,
        to: otherPlace,
        stages: () => [{ on: "destination", permits }, ...this.border(subnet, "out")],
      },
    ];
  }
}
