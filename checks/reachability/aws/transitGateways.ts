/**
 * What transit gateways pass on: the route table that an attachment is associated with decides where a packet goes that
 * comes in by it. Amazon VPC Transit Gateways, "Transit gateway route tables": the longest prefix wins, a static route
 * before a propagated one, and what no route takes is dropped.
 */
import type { ResourceGraph, ResourceNode } from "../../graph/graph";
import {
  type AddressSet,
  addressesOf,
  covers,
  difference,
  everywhere,
  isRange,
  nowhere,
  union,
} from "../core/addresses";
import type { Permit } from "../core/model";
import { anything } from "../core/traffic";
import { Attachments, flag, isStated, linked, textAt } from "./read";

const gatewayType = "aws_ec2_transit_gateway";
const networkAttachment = "aws_ec2_transit_gateway_vpc_attachment";
const networkTypes = ["aws_vpc", "aws_default_vpc"] as const;
/** Attachments behind which stand networks that no input holds. */
const foreignTypes = [
  "aws_ec2_transit_gateway_peering_attachment",
  "aws_ec2_transit_gateway_connect",
  "aws_vpn_connection",
  "aws_dx_gateway_association",
] as const;
const attachmentTypes = [networkAttachment, ...foreignTypes] as const;
/** A reference to the gateway's own default table leads to the gateway. */
const tableTypes = ["aws_ec2_transit_gateway_route_table", gatewayType] as const;

interface GatewayRoute {
  readonly destination: AddressSet;
  /** Undefined where the route leads to something that cannot be told. */
  readonly attachment: ResourceNode | undefined;
  readonly blackhole: boolean;
  readonly fixed: boolean;
  readonly known: boolean;
  readonly cause: string | undefined;
  readonly by: readonly string[];
}

interface GatewayRoutes {
  readonly items: readonly GatewayRoute[];
  /** Why there may be others. */
  readonly unknown: string | undefined;
}

export class TransitGateways {
  private readonly networks: Attachments;
  private readonly foreign: Attachments;
  private readonly associations: Attachments;
  private readonly propagations: Attachments;
  private readonly routes: Attachments;
  private readonly memo = new Map<ResourceNode, GatewayRoutes>();

  /** `rangesOf` gives the ranges of a network, as far as they are known. */
  constructor(
    graph: ResourceGraph,
    private readonly rangesOf: (network: ResourceNode) => AddressSet,
  ) {
    this.networks = new Attachments(graph, [[networkAttachment, "transit_gateway_id"]], [gatewayType]);
    this.foreign = new Attachments(
      graph,
      [
        ["aws_ec2_transit_gateway_peering_attachment", "transit_gateway_id"],
        ["aws_ec2_transit_gateway_connect", "transit_gateway_id"],
        ["aws_vpn_connection", "transit_gateway_id"],
        ["aws_dx_gateway_association", "associated_gateway_id"],
      ],
      [gatewayType],
    );
    const byAttachment = "transit_gateway_attachment_id";
    const byTable = "transit_gateway_route_table_id";
    const attachments = [...attachmentTypes];
    this.associations = new Attachments(
      graph,
      [["aws_ec2_transit_gateway_route_table_association", byAttachment]],
      attachments,
    );
    this.propagations = new Attachments(
      graph,
      [["aws_ec2_transit_gateway_route_table_propagation", byTable]],
      tableTypes,
    );
    this.routes = new Attachments(graph, [["aws_ec2_transit_gateway_route", byTable]], tableTypes);
  }

  /** Destinations that the gateway sends from one network on to another. */
  permits(gateway: ResourceNode | undefined, from: ResourceNode, to: ResourceNode): readonly Permit[] {
    const there = gateway && this.attachmentsOf(gateway, to);
    return this.leading(gateway, from, (route) => there !== undefined && isAmong(route.attachment, there), to);
  }

  /** Of a way whose beginning cannot be seen. */
  unknownPassage(gateway: ResourceNode | undefined): readonly Permit[] {
    return [unseen(gateway)];
  }

  /** Destinations that the gateway sends from a network to what no input holds. */
  elsewhere(gateway: ResourceNode | undefined, from: ResourceNode): readonly Permit[] {
    return this.leading(gateway, from, ({ attachment }) => attachment?.type !== networkAttachment);
  }

  /** What reaches a network from attachments behind which stand networks that no input holds. */
  fromElsewhere(gateway: ResourceNode | undefined, to: ResourceNode): readonly Permit[] {
    if (!gateway || gateway.mode === "data") return [unseen(gateway)];
    const there = this.attachmentsOf(gateway, to);
    if (there.length === 0) return [missing(gateway, to)];
    const found = this.foreign.of(gateway).flatMap((attachment) => {
      const tables = this.tablesOf(gateway, attachment);
      return [
        ...permitsOf(tables, gateway, (route) => isAmong(route.attachment, there)),
        ...(tables.unknown === undefined ? [] : [doubt(gateway, tables.unknown)]),
      ];
    });
    const hidden = this.foreign.doubt(gateway);
    return hidden === undefined ? found : [...found, doubt(gateway, hidden)];
  }

  /** Subnets by which the gateway enters the networks that are attached to it, with their network. */
  entrances(gateway: ResourceNode): readonly { readonly network: ResourceNode; readonly attachment: ResourceNode }[] {
    return this.networks
      .of(gateway)
      .flatMap((attachment) => networksOf(attachment).map((network) => ({ network, attachment })));
  }

  private leading(
    gateway: ResourceNode | undefined,
    from: ResourceNode,
    wanted: (route: GatewayRoute) => boolean,
    to?: ResourceNode,
  ): readonly Permit[] {
    if (!gateway || gateway.mode === "data") return [unseen(gateway)];
    const here = this.attachmentsOf(gateway, from);
    if (here.length === 0) return [missing(gateway, from)];
    if (to && this.attachmentsOf(gateway, to).length === 0) return [missing(gateway, to)];
    return here.flatMap((attachment) => {
      const tables = this.tablesOf(gateway, attachment);
      return [
        ...permitsOf(tables, gateway, wanted),
        ...(tables.unknown === undefined ? [] : [doubt(gateway, tables.unknown)]),
      ];
    });
  }

  private attachmentsOf(gateway: ResourceNode, network: ResourceNode): readonly ResourceNode[] {
    return this.networks.of(gateway).filter((attachment) => networksOf(attachment).includes(network));
  }

  /** Routes of the table that an attachment is associated with. Without one, nothing passes. */
  private tablesOf(gateway: ResourceNode, attachment: ResourceNode): GatewayRoutes {
    const stated = this.associations.of(attachment);
    if (stated.length > 0)
      return joined(
        stated.map((one) => {
          const { nodes, missing: lost } = linked(one, "transit_gateway_route_table_id", tableTypes);
          return joined([...nodes.map((table) => this.routesOf(table)), { items: [], unknown: lost }]);
        }),
      );
    const byDefault = usesDefault(gateway, attachment, "association");
    const hidden = this.associations.doubt(attachment);
    if (byDefault === "no") return { items: [], unknown: hidden };
    const cause = byDefault === "yes" ? hidden : `the association of ${attachment.address} is not known`;
    return joined([this.routesOf(gateway), { items: [], unknown: cause }]);
  }

  private routesOf(table: ResourceNode): GatewayRoutes {
    const known = this.memo.get(table) ?? this.read(table);
    this.memo.set(table, known);
    return known;
  }

  private read(table: ResourceNode): GatewayRoutes {
    const owned = ["association_default_route_table_id", "propagation_default_route_table_id"];
    const fixed = this.routes.of(table, ...owned).map(fixedRoute);
    const stated = this.propagations
      .of(table, ...owned)
      .flatMap((one) => this.propagated(one, linked(one, "transit_gateway_attachment_id", attachmentTypes).nodes[0]));
    const standing =
      table.type === gatewayType
        ? [...this.networks.of(table), ...this.foreign.of(table)].flatMap((attachment) =>
            usesDefault(table, attachment, "propagation") === "no" ||
            stated.some((one) => one.attachment === attachment)
              ? []
              : this.propagated(attachment, attachment),
          )
        : [];
    const elsewhere =
      table.mode === "data" ? `${table.address} is read from the provider, its routes are not` : undefined;
    return {
      items: specific([...fixed, ...stated, ...standing]),
      unknown: elsewhere ?? this.routes.doubt(table) ?? this.propagations.doubt(table),
    };
  }

  /** What an attachment announces: the ranges of its network; those of others are known to nobody here. */
  private propagated(by: ResourceNode, attachment: ResourceNode | undefined): readonly GatewayRoute[] {
    // A peering of gateways announces nothing.
    if (attachment?.type === "aws_ec2_transit_gateway_peering_attachment") return [];
    const networks = attachment ? networksOf(attachment) : [];
    const ranges = union(nowhere, ...networks.map((network) => this.rangesOf(network)));
    const isKnown = networks.length > 0 && ranges[4].length + ranges[6].length > 0;
    return [
      {
        destination: isKnown ? ranges : everywhere,
        attachment,
        blackhole: false,
        fixed: false,
        known: isKnown,
        cause: isKnown ? undefined : `what ${attachment?.address ?? by.address} announces is not in the inputs`,
        by: [...new Set([by.address, ...(attachment ? [attachment.address] : [])])],
      },
    ];
  }
}

function networksOf(attachment: ResourceNode): readonly ResourceNode[] {
  return attachment.type === networkAttachment ? linked(attachment, "vpc_id", networkTypes).nodes : [];
}

/** Both the gateway and the attachment have to want it; both do unless they say otherwise. */
function usesDefault(
  gateway: ResourceNode,
  attachment: ResourceNode,
  what: "association" | "propagation",
): "yes" | "no" | "unknown" {
  const path = `default_route_table_${what}`;
  const setting = textAt(gateway, path);
  if (setting === "disable") return "no";
  const own = flag(attachment, `transit_gateway_${path}`, "yes");
  if (own === "no") return "no";
  return isStated(gateway, path) && setting === undefined ? "unknown" : own;
}

function fixedRoute(node: ResourceNode): GatewayRoute {
  const text = textAt(node, "destination_cidr_block");
  const known = text !== undefined && isRange(text);
  const blackhole = flag(node, "blackhole");
  const { nodes, missing: lost } = linked(node, "transit_gateway_attachment_id", attachmentTypes);
  const cause = known ? undefined : `the destination of ${node.address} is not known`;
  return {
    destination: known ? addressesOf([text]) : everywhere,
    attachment: nodes[0],
    blackhole: blackhole === "yes",
    fixed: true,
    known: known && blackhole !== "unknown",
    cause: cause ?? (blackhole === "unknown" ? `blackhole of ${node.address} is not known` : lost),
    by: [...new Set([node.address, ...nodes.map(({ address }) => address)])],
  };
}

function specific(routes: readonly GatewayRoute[]): readonly GatewayRoute[] {
  return routes.map((route) => {
    const winners = routes.filter(
      (other) =>
        other !== route &&
        other.known &&
        covers(route.destination, other.destination) &&
        (!covers(other.destination, route.destination) || (other.fixed && !route.fixed)),
    );
    if (winners.length === 0) return route;
    return { ...route, destination: difference(route.destination, union(...winners.map((one) => one.destination))) };
  });
}

function permitsOf(
  { items }: GatewayRoutes,
  gateway: ResourceNode,
  wanted: (route: GatewayRoute) => boolean,
): readonly Permit[] {
  return items.flatMap((route): readonly Permit[] => {
    if (route.blackhole || !(wanted(route) || route.attachment === undefined)) return [];
    const flow = { ...anything, remote: route.destination };
    const by = [...new Set([gateway.address, ...route.by])];
    const cause = route.cause ?? (route.attachment ? undefined : `${route.by[0]} leads to what cannot be told`);
    return [cause === undefined ? { flow, sure: true, by } : { flow, sure: false, by, cause }];
  });
}

function isAmong(attachment: ResourceNode | undefined, among: readonly ResourceNode[]): boolean {
  return attachment !== undefined && among.includes(attachment);
}

function joined(parts: readonly GatewayRoutes[]): GatewayRoutes {
  return {
    items: parts.flatMap(({ items }) => items),
    unknown: parts.find(({ unknown }) => unknown !== undefined)?.unknown,
  };
}

function doubt(gateway: ResourceNode, cause: string): Permit {
  return { flow: anything, sure: false, by: [gateway.address], cause };
}

function missing(gateway: ResourceNode, network: ResourceNode): Permit {
  return doubt(gateway, `the attachment of ${network.address} to ${gateway.address} is not in the inputs`);
}

function unseen(gateway: ResourceNode | undefined): Permit {
  const cause = gateway
    ? `${gateway.address} is read from the provider, its route tables are not`
    : "the route tables of a transit gateway are not in the inputs";
  return { flow: anything, sure: false, by: gateway ? [gateway.address] : [], cause };
}
