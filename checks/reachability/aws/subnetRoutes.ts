/** What a subnet's routes let through, told as permits. */
import type { ResourceNode } from "../../graph/graph";
import type { Answer } from "../../rules/kit/predicates";
import { type AddressSet, addressesOf, everywhere, isRange, ofFamily, union } from "../core/addresses";
import type { Permit } from "../core/model";
import { anything, type Flow } from "../core/traffic";
import { keyOf, linked, textAt } from "./read";
import { isPublicNat, type Route, type Routes } from "./routes";

export const subnetTypes = ["aws_subnet", "aws_default_subnet"] as const;
export const networkTypes = ["aws_vpc", "aws_default_vpc"] as const;

/** A public address of a family, with the resources that say so. */
interface PublicAddress {
  readonly answer: Answer;
  readonly by: readonly string[];
  readonly cause: string | undefined;
}

/** What conduits ask of an end: whether packets of a family may leave it with a public address of its own. */
export interface Addressing {
  readonly 4: PublicAddress;
  readonly 6: PublicAddress;
}

export interface Subnet {
  readonly node: ResourceNode;
  readonly id: string;
  readonly networks: readonly ResourceNode[];
  readonly addresses: AddressSet | undefined;
  readonly routes: Routes;
}

export function routerOf(network: ResourceNode): string {
  return `router ${keyOf(network)}`;
}

/** Peerings and transit gateways by which the subnet's packets may come to another network. */
export function hubsOf(subnet: Subnet): readonly string[] {
  return [...new Set(subnet.routes.items.flatMap((route) => hubOf(route) ?? []))];
}

export function hubOf(route: Route): string | undefined {
  if (route.kind !== "peering" && route.kind !== "transit-gateway") return undefined;
  return `hub ${route.target ? keyOf(route.target) : route.targetName}`;
}

export function gatewaysOf({ routes }: Subnet): readonly (ResourceNode | undefined)[] {
  return [...new Set(routes.items.filter(({ kind }) => kind === "transit-gateway").map(({ target }) => target))];
}

/** Gateways that translate addresses to public ones; undefined stands for one that no input holds. */
export function natsOf({ routes }: Subnet): readonly (ResourceNode | undefined)[] {
  const nats = new Set(routes.items.filter(({ kind }) => kind === "nat-gateway").map(({ target }) => target));
  return [...nats].filter((nat) => nat === undefined || isPublicNat(nat));
}

export function natPermits({ routes }: Subnet, nat: ResourceNode | undefined): readonly Permit[] {
  return routePermits(routes, (route) => route.kind === "nat-gateway" && route.target === nat, 4);
}

export function notSure(permit: Permit): Permit {
  const cause = permit.cause ?? `${permit.by.at(-1)} leads to networks that are not in the inputs`;
  return { ...permit, sure: false, cause };
}

/** Behind a peering the peer is a network that no input may hold; transit gateways have tables of their own. */
export function isElsewhere(route: Route): boolean {
  if (route.kind === "other-network") return true;
  if (route.kind !== "peering") return false;
  return route.target === undefined || linked(route.target, "peer_vpc_id", networkTypes).nodes.length === 0;
}

export function routePermits(
  routes: Routes,
  wanted: (route: Route) => boolean,
  ...families: readonly (4 | 6)[]
): readonly Permit[] {
  const permits = routes.items.filter(wanted).flatMap((route): readonly Permit[] => {
    const both = families.length === 0 ? ([4, 6] as const) : families;
    const remote = union(...both.map((family) => ofFamily(route.destination, family)));
    if (remote[4].length + remote[6].length === 0) return [];
    const by = [...new Set([route.by.address, ...(route.target ? [route.target.address] : [])])];
    const flow: Flow = { ...anything, remote };
    return [
      route.sure
        ? { flow, sure: true, by }
        : { flow, sure: false, by, cause: route.cause ?? "the route cannot be read" },
    ];
  });
  if (routes.unknown === undefined) return permits;
  return [...permits, { flow: anything, sure: false, by: [], cause: routes.unknown }];
}

/** What is written as the way out, told as the way in. */
export function inwards(permit: Permit): Permit {
  return { ...permit, by: [...permit.by].reverse() };
}

/** Permits of public addresses: only packets of that family. */
export function publicPermits(addressing: Addressing): readonly Permit[] {
  return ([4, 6] as const).flatMap((family): readonly Permit[] => {
    const { answer, by, cause } = addressing[family];
    const flow: Flow = { ...anything, remote: ofFamily(everywhere, family) };
    if (answer === "no") return [];
    return [
      answer === "yes"
        ? { flow, sure: true, by }
        : { flow, sure: false, by, cause: cause ?? "it is not known whether it has a public address" },
    ];
  });
}

/** The ranges stated at the paths; undefined where one of them is not known and none is. */
export function rangeOf(node: ResourceNode, ...paths: readonly string[]): AddressSet | undefined {
  const texts = paths
    .map((path) => textAt(node, path))
    .filter((text): text is string => text !== undefined && isRange(text));
  return texts.length === 0 ? undefined : addressesOf(texts);
}
