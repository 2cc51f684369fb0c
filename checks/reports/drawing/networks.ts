import type { ResourceGraph, ResourceNode } from "../../graph/graph";
import { compareText } from "../order";
import {
  type NetworkModel,
  type PlacedModel,
  type SubnetModel,
  type TierKind,
  type TierModel,
  tierKinds,
} from "./model";
import { idOf, labelOf, managed, referred, textOf } from "./read";

/** Networks with their tiers; `residents` says for each thing that lives in subnets which ones those are. */
export function networksOf(
  graph: ResourceGraph,
  residents: readonly { readonly placed: PlacedModel; readonly subnets: readonly ResourceNode[] }[],
): NetworkModel[] {
  const exits = subnetExits(graph);
  const subnets = managed(graph, "aws_subnet");
  return managed(graph, "aws_vpc")
    .map((vpc) => {
      const own = subnets.filter((subnet) => referred(subnet, "vpc_id", "aws_vpc").some((node) => node === vpc));
      const tiers = tiersOf(graph, own, exits, residents);
      return {
        id: idOf(vpc),
        label: labelOf(vpc),
        cidr: textOf(vpc, "cidr_block") ?? "",
        zones: [...new Set(tiers.flatMap((tier) => tier.subnets.map(({ zone }) => zone)))].sort(),
        internetGateway: managed(graph, "aws_internet_gateway").some((gateway) => pointsTo(gateway, "vpc_id", vpc)),
        flowLog: managed(graph, "aws_flow_log").some((log) => pointsTo(log, "vpc_id", vpc)),
        tiers,
        endpoints: endpointsOf(graph, vpc),
      };
    })
    .sort((a, b) => compareText(a.id, b.id));
}

function pointsTo(node: ResourceNode, path: string, target: ResourceNode): boolean {
  return referred(node, path, target.type).some((found) => found === target);
}

/** How each subnet gets out, by the routes of its table. A subnet without a table of its own has only local routes. */
function subnetExits(graph: ResourceGraph): ReadonlyMap<ResourceNode, TierKind> {
  const tables = new Map<ResourceNode, TierKind>();
  const note = (table: ResourceNode, kind: TierKind) => {
    const known = tables.get(table);
    if (known === undefined || tierKinds.indexOf(kind) < tierKinds.indexOf(known)) tables.set(table, kind);
  };
  for (const route of managed(graph, "aws_route")) {
    for (const table of referred(route, "route_table_id", "aws_route_table", "aws_default_route_table"))
      note(table, exitOf(route));
  }
  for (const table of managed(graph, "aws_route_table", "aws_default_route_table")) {
    for (const route of table.blocks("route").items) note(table, exitOf(route));
  }
  const subnets = new Map<ResourceNode, TierKind>();
  for (const association of managed(graph, "aws_route_table_association")) {
    for (const subnet of referred(association, "subnet_id", "aws_subnet")) {
      for (const table of referred(association, "route_table_id", "aws_route_table", "aws_default_route_table")) {
        subnets.set(subnet, tables.get(table) ?? "isolated");
      }
    }
  }
  return subnets;
}

function exitOf(route: Pick<ResourceNode, "references">): TierKind {
  if (route.references("gateway_id").nodes.some(({ type }) => type === "aws_internet_gateway")) return "public";
  const inner = ["nat_gateway_id", "transit_gateway_id"].some((path) => route.references(path).nodes.length > 0);
  return inner ? "private" : "isolated";
}

function tiersOf(
  graph: ResourceGraph,
  subnets: readonly ResourceNode[],
  exits: ReadonlyMap<ResourceNode, TierKind>,
  residents: readonly { readonly placed: PlacedModel; readonly subnets: readonly ResourceNode[] }[],
): TierModel[] {
  const byTier = new Map<string, { name: string; kind: TierKind; nodes: ResourceNode[] }>();
  for (const subnet of subnets) {
    const kind = exits.get(subnet) ?? "isolated";
    const name = textOf(subnet, "tags.tier") ?? textOf(subnet, "tags.Tier") ?? kind;
    const tier = byTier.get(`${kind} ${name}`) ?? { name, kind, nodes: [] };
    tier.nodes.push(subnet);
    byTier.set(`${kind} ${name}`, tier);
  }
  const gateways = managed(graph, "aws_nat_gateway").flatMap((gateway) => referred(gateway, "subnet_id", "aws_subnet"));
  return [...byTier.values()]
    .sort((a, b) => tierKinds.indexOf(a.kind) - tierKinds.indexOf(b.kind) || compareText(a.name, b.name))
    .map(({ name, kind, nodes }) => ({
      name,
      kind,
      subnets: nodes
        .map(subnetModel)
        .sort((a, b) => compareText(a.zone, b.zone) || compareText(a.cidr, b.cidr) || compareText(a.id, b.id)),
      natZones: [...new Set(nodes.filter((node) => gateways.includes(node)).map(zoneOf))].sort(),
      residents: residents.filter((resident) => nodes.includes(homeOf(resident.subnets))).map(({ placed }) => placed),
    }));
}

/** Where something that spans several subnets is drawn: in the tier of the first of them. */
function homeOf(subnets: readonly ResourceNode[]): ResourceNode {
  return [...subnets].sort((a, b) => compareText(idOf(a), idOf(b)))[0] as ResourceNode;
}

function zoneOf(subnet: ResourceNode): string {
  return textOf(subnet, "availability_zone") ?? textOf(subnet, "availability_zone_id") ?? "zone not known";
}

function subnetModel(subnet: ResourceNode): SubnetModel {
  return { id: idOf(subnet), label: labelOf(subnet), cidr: textOf(subnet, "cidr_block") ?? "", zone: zoneOf(subnet) };
}

/** `com.amazonaws.ap-south-1.ecr.api` as `ecr.api`. */
function endpointsOf(graph: ResourceGraph, vpc: ResourceNode): string[] {
  const services = managed(graph, "aws_vpc_endpoint")
    .filter((endpoint) => pointsTo(endpoint, "vpc_id", vpc))
    .map(
      (endpoint) =>
        textOf(endpoint, "service_name")?.replace(/^(?:com|aws)\.(?:amazonaws\.)?[a-z]{2}(?:-[a-z]+)+-\d\./, "") ??
        labelOf(endpoint),
    );
  return [...new Set(services)].sort();
}
