/** Which subnets the internet reaches: those whose route table leads to an internet gateway. */
import type { BlockView, ResourceGraph, ResourceNode } from "../../graph/graph";
import { type Answer, every, some } from "./predicates";

/** Whether the subnet has a route to an internet gateway, by its own route table or else its VPC's main one. */
export function isPublicSubnet(graph: ResourceGraph, subnet: ResourceNode): Answer {
  const associations = graph.referrers(subnet, "aws_route_table_association", "subnet_id");
  if (associations.nodes.length > 0) {
    return some(associations.nodes.map((association) => leadsOutside(graph, association)));
  }
  if (associations.unresolved !== undefined || subnet.mode === "data") return "unknown";
  const networks = subnet.references("vpc_id").nodes;
  if (networks.length === 0) return "unknown";
  return some(networks.map((network) => mainTableLeadsOutside(graph, network)));
}

/** Of an association of a route table with anything: whether the table has a route to an internet gateway. */
function leadsOutside(graph: ResourceGraph, association: ResourceNode): Answer {
  const tables = association.references("route_table_id").nodes;
  if (tables.length === 0) return "unknown";
  return some(
    tables.map((table) =>
      table.type === "aws_vpc" ? mainTableLeadsOutside(graph, table) : hasInternetRoute(graph, table),
    ),
  );
}

/** A VPC's main table holds only the local route until somebody adds to it or names another table as the main one. */
function mainTableLeadsOutside(graph: ResourceGraph, network: ResourceNode): Answer {
  if (network.mode === "data" || network.type !== "aws_vpc") return "unknown";
  const replaced = graph.referrers(network, "aws_main_route_table_association", "vpc_id").nodes;
  if (replaced.length > 0) return some(replaced.map((association) => leadsOutside(graph, association)));
  const adopted = graph.referrers(network, "aws_default_route_table", "default_route_table_id").nodes;
  return some([...adopted.map((table) => hasInternetRoute(graph, table)), ...addedRoutes(graph, network)]);
}

function hasInternetRoute(graph: ResourceGraph, table: ResourceNode): Answer {
  const inline = table.blocks("route");
  const own: Answer[] = inline.items.map(toInternetGateway);
  if (inline.unknown !== undefined || table.mode === "data") own.push("unknown");
  return some([...own, ...addedRoutes(graph, table)]);
}

function addedRoutes(graph: ResourceGraph, table: ResourceNode): readonly Answer[] {
  return graph.referrers(table, "aws_route", "route_table_id").nodes.map(toInternetGateway);
}

function toInternetGateway(route: ResourceNode | BlockView): Answer {
  const gateway = route.get("gateway_id");
  if (gateway.kind === "absent") return "no";
  if (gateway.kind !== "unknown" && typeof gateway.value === "string") {
    if (gateway.value.startsWith("igw-")) return "yes";
    if (/^(local$|vgw-|vpce-)/.test(gateway.value)) return "no";
  }
  const { nodes, unresolved } = route.references("gateway_id");
  if (nodes.some((node) => node.type === "aws_internet_gateway")) return "yes";
  return nodes.length > 0 && unresolved === undefined ? "no" : "unknown";
}

/** Whether all subnets are private; no subnets at all is nothing to look at. */
export function arePrivate(graph: ResourceGraph, subnets: readonly ResourceNode[]): Answer {
  if (subnets.length === 0) return "unknown";
  return every(
    subnets.map((subnet) => {
      const open = isPublicSubnet(graph, subnet);
      return open === "unknown" ? "unknown" : open === "yes" ? "no" : "yes";
    }),
  );
}
