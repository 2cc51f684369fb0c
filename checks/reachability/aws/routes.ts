/** Where a subnet's packets go: routes of its table, the more specific ones first taken out of the wider ones. */
import type { ResourceGraph, ResourceNode } from "../../graph/graph";
import { type AddressSet, addressesOf, covers, difference, everywhere, isRange, union } from "../core/addresses";
import { Attachments, flag, isStated, type Linked, linked, textAt, type View } from "./read";

type TargetKind =
  | "internet-gateway"
  | "nat-gateway"
  | "egress-only-gateway"
  | "transit-gateway"
  | "peering"
  | "other-network"
  | "unknown";

export interface Route {
  /** Addresses for which the route is taken, without those that a more specific one takes. */
  readonly destination: AddressSet;
  readonly kind: TargetKind;
  /** The gateway, where the inputs hold it. */
  readonly target: ResourceNode | undefined;
  /** Names the gateway where the inputs do not hold it. */
  readonly targetName: string;
  readonly sure: boolean;
  readonly cause: string | undefined;
  /** Who states the route: the table, or the route resource. */
  readonly by: ResourceNode;
}

export interface Routes {
  readonly items: readonly Route[];
  /** Why there may be others. */
  readonly unknown: string | undefined;
}

interface RawRoute extends Route {
  readonly known: boolean;
}

const tableTypes = ["aws_route_table", "aws_default_route_table"] as const;
/** A reference to `aws_vpc.x.main_route_table_id` leads to the network. */
const tableLike = [...tableTypes, "aws_vpc", "aws_default_vpc"] as const;
const networkTypes = ["aws_vpc", "aws_default_vpc"] as const;

export class RouteTables {
  private readonly associations: Attachments;
  private readonly mainAssociations: Attachments;
  private readonly adopted: Attachments;
  private readonly added: Attachments;
  private readonly propagations: Attachments;
  private readonly connections: Attachments;
  private readonly connectionRoutes: Attachments;
  private readonly direct: Attachments;
  private readonly memo = new Map<ResourceNode, Routes>();

  constructor(graph: ResourceGraph) {
    this.associations = new Attachments(
      graph,
      [["aws_route_table_association", "subnet_id"]],
      ["aws_subnet", "aws_default_subnet"],
    );
    this.mainAssociations = new Attachments(graph, [["aws_main_route_table_association", "vpc_id"]], networkTypes);
    this.adopted = new Attachments(graph, [["aws_default_route_table", "default_route_table_id"]], networkTypes);
    this.added = new Attachments(graph, [["aws_route", "route_table_id"]], tableLike);
    const vpn = ["aws_vpn_gateway"];
    this.connections = new Attachments(graph, [["aws_vpn_connection", "vpn_gateway_id"]], vpn);
    this.connectionRoutes = new Attachments(
      graph,
      [["aws_vpn_connection_route", "vpn_connection_id"]],
      ["aws_vpn_connection"],
    );
    this.direct = new Attachments(
      graph,
      [
        ["aws_dx_gateway_association", "associated_gateway_id"],
        ["aws_dx_private_virtual_interface", "vpn_gateway_id"],
      ],
      vpn,
    );
    this.propagations = new Attachments(graph, [["aws_vpn_gateway_route_propagation", "route_table_id"]], tableLike);
  }

  /** Routes of a subnet, by its own table or else by the main one of its network. */
  of(subnet: ResourceNode, networks: readonly ResourceNode[], local: AddressSet): Routes {
    const associations = this.associations.of(subnet);
    const raw =
      associations.length > 0 ? joined(associations.map((one) => this.tablesOf(one))) : this.main(subnet, networks);
    return { items: specific(raw.items, local), unknown: raw.unknown };
  }

  private main(subnet: ResourceNode, networks: readonly ResourceNode[]): RawRoutes {
    const doubt = this.associations.doubt(subnet);
    if (subnet.mode === "data")
      return { items: [], unknown: `${subnet.address} is read from the provider, its routes are not` };
    if (networks.length === 0)
      return { items: [], unknown: doubt ?? `the network of ${subnet.address} is not in the inputs` };
    const found = joined(networks.map((network) => this.mainOf(network)));
    return { items: found.items, unknown: found.unknown ?? doubt };
  }

  /** A network's main table holds only the local route until somebody adds to it or names another as the main one. */
  private mainOf(network: ResourceNode): RawRoutes {
    if (network.type === "aws_default_vpc")
      return { items: [], unknown: `the routes of ${network.address} are not in the inputs` };
    const replaced = this.mainAssociations.of(network);
    if (replaced.length > 0) return joined(replaced.map((one) => this.tablesOf(one)));
    const adopted = this.adopted.of(network, "default_route_table_id").map((table) => this.table(table));
    if (network.mode === "data" && adopted.length === 0)
      return { items: [], unknown: `${network.address} is read from the provider, its routes are not` };
    return joined([...adopted, this.table(network)]);
  }

  private tablesOf(association: ResourceNode): RawRoutes {
    const { nodes, missing } = linked(association, "route_table_id", tableLike);
    const tables = nodes.map((table) => (isNetwork(table) ? this.mainOf(table) : this.table(table)));
    return joined([...tables, ...(missing === undefined ? [] : [{ items: [], unknown: missing }])]);
  }

  private table(table: ResourceNode): RawRoutes {
    const known = this.memo.get(table);
    if (known) return known as RawRoutes;
    const inline = isNetwork(table) ? { items: [], unknown: undefined } : table.blocks("route");
    const own = inline.items.map((block) => read(table, block, "cidr_block", "ipv6_cidr_block"));
    const owned = isNetwork(table) ? ["main_route_table_id", "default_route_table_id"] : [];
    const added = this.added
      .of(table, ...owned)
      .map((route) => read(route, route, "destination_cidr_block", "destination_ipv6_cidr_block"));
    const elsewhere = table.mode === "data" ? `${table.address} is read from the provider` : undefined;
    const items = [...own, ...added, ...this.propagated(table)];
    const found = { items, unknown: inline.unknown ?? elsewhere };
    this.memo.set(table, found);
    return found;
  }

  /** What a virtual private gateway announces. */
  private propagated(table: ResourceNode): readonly RawRoute[] {
    const named = isNetwork(table) ? none : linked(table, "propagating_vgws", ["aws_vpn_gateway"]);
    const added = this.propagations.of(table).map((one) => linked(one, "vpn_gateway_id", ["aws_vpn_gateway"]));
    const lost = [named, ...added].some(({ missing, foreign }) => missing !== undefined || foreign.length > 0);
    const gateways = [...new Set([named, ...added].flatMap(({ nodes }) => nodes))];
    const known = gateways.flatMap((gateway) => this.announced(table, gateway));
    return lost ? [...known, unannounced(table)] : known;
  }

  /** Only static routes are stated; by BGP, and over Direct Connect, the other side says what it has. */
  private announced(table: ResourceNode, gateway: ResourceNode): readonly RawRoute[] {
    const connections = this.connections.of(gateway);
    const isStatic = (connection: ResourceNode) => flag(connection, "static_routes_only") === "yes";
    const open = connections.length === 0 || !connections.every(isStatic) || this.direct.of(gateway).length > 0;
    const stated = connections
      .filter(isStatic)
      .flatMap((connection) => this.connectionRoutes.of(connection))
      .map((route) => ({
        ...read(route, route, "destination_cidr_block"),
        kind: "other-network" as const,
        target: gateway,
        targetName: gateway.address,
      }))
      .map((route) => (route.known ? { ...route, sure: true, cause: undefined } : { ...route, sure: false }));
    return open ? [...stated, unannounced(table)] : stated;
  }
}

interface RawRoutes {
  readonly items: readonly RawRoute[];
  readonly unknown: string | undefined;
}

function isNetwork(node: ResourceNode): boolean {
  return networkTypes.some((type) => type === node.type);
}

function joined(parts: readonly RawRoutes[]): RawRoutes {
  return {
    items: parts.flatMap((part) => part.items),
    unknown: parts.find((part) => part.unknown !== undefined)?.unknown,
  };
}

/** Whatever a virtual private gateway may announce. */
function unannounced(by: ResourceNode): RawRoute {
  const cause = "routes that a virtual private gateway announces are not in the inputs";
  return { ...somewhere(by), kind: "other-network", targetName: "virtual private gateway", cause };
}

const none: Linked = { nodes: [], missing: undefined, foreign: [] };

function somewhere(by: ResourceNode): RawRoute {
  return {
    destination: everywhere,
    kind: "unknown",
    target: undefined,
    targetName: "a gateway that cannot be told",
    sure: false,
    cause: undefined,
    by,
    known: false,
  };
}

/** Attribute, what it leads to, and the types of resources that it may name. */
const targets: readonly (readonly [path: string, kind: TargetKind, types: readonly string[]])[] = [
  ["nat_gateway_id", "nat-gateway", ["aws_nat_gateway"]],
  ["egress_only_gateway_id", "egress-only-gateway", ["aws_egress_only_internet_gateway"]],
  ["transit_gateway_id", "transit-gateway", ["aws_ec2_transit_gateway"]],
  ["vpc_peering_connection_id", "peering", ["aws_vpc_peering_connection"]],
  ["network_interface_id", "unknown", ["aws_network_interface"]],
  ["instance_id", "unknown", ["aws_instance"]],
  ["local_gateway_id", "other-network", []],
  ["core_network_arn", "other-network", ["aws_networkmanager_core_network"]],
  ["carrier_gateway_id", "unknown", []],
  ["vpc_endpoint_id", "unknown", ["aws_vpc_endpoint"]],
];

function read(by: ResourceNode, view: View, ...paths: readonly string[]): RawRoute {
  const target = targetOf(view);
  const ranges = paths.filter((path) => isStated(view, path));
  const texts = ranges.map((path) => textAt(view, path));
  const known = texts.length > 0 && texts.every((text) => text !== undefined && isRange(text));
  const destination = known ? addressesOf(texts.filter((text): text is string => text !== undefined)) : everywhere;
  const cause = known ? target.cause : (target.cause ?? "the destination of a route is not known");
  return { ...target, destination, known, sure: known && target.cause === undefined, cause, by };
}

function targetOf(view: View): Pick<RawRoute, "kind" | "target" | "targetName" | "cause"> {
  for (const [path, kind, types] of targets) {
    if (!isStated(view, path)) continue;
    const { nodes } = linked(view, path, types);
    const name = nodes[0]?.address ?? textAt(view, path) ?? path.replace(/_(id|arn)$/, "").replaceAll("_", " ");
    const cause = kind === "unknown" ? `${name} forwards as it likes` : undefined;
    return { kind, target: nodes[0], targetName: name, cause };
  }
  return gatewayOf(view);
}

function gatewayOf(view: View): Pick<RawRoute, "kind" | "target" | "targetName" | "cause"> {
  const text = textAt(view, "gateway_id");
  const { nodes, missing } = linked(view, "gateway_id", ["aws_internet_gateway", "aws_vpn_gateway"]);
  const [target] = nodes;
  const name = target?.address ?? text ?? "a gateway that cannot be told";
  if (target?.type === "aws_internet_gateway" || text?.startsWith("igw-"))
    return { kind: "internet-gateway", target, targetName: name, cause: undefined };
  if (target || text?.startsWith("vgw-")) return { kind: "other-network", target, targetName: name, cause: undefined };
  if (text === "local") return { kind: "other-network", target, targetName: "local", cause: undefined };
  const cause = text?.startsWith("vpce-") ? `${text} forwards as it likes` : (missing ?? `${name} cannot be told`);
  return { kind: "unknown", target, targetName: name, cause };
}

/** The longest prefix wins: what a narrower route takes is not the wider one's. Packets inside the network stay there. */
function specific(routes: readonly RawRoute[], local: AddressSet): readonly Route[] {
  return routes
    .filter((route) => route.targetName !== "local")
    .map((route) => {
      const narrower = routes.filter(
        (other) => other !== route && other.known && route.known && isNarrower(other.destination, route.destination),
      );
      const taken = union(local, ...narrower.map((other) => other.destination));
      return { ...route, destination: difference(route.destination, taken) };
    });
}

function isNarrower(inner: AddressSet, outer: AddressSet): boolean {
  return covers(outer, inner) && !covers(inner, outer);
}

/** Whether a gateway for translation really leads outside. */
export function isPublicNat(nat: ResourceNode): boolean {
  return textAt(nat, "connectivity_type") !== "private";
}
