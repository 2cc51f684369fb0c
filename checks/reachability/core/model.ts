/**
 * What may talk to what, in terms that no provider owns: ends that stand in places, conduits between places, guards
 * that let traffic through, and relays that pass it on. Everything that cannot be seen is a permit that is not sure.
 */
import type { AddressSet } from "./addresses";
import type { Flow } from "./traffic";

/** Traffic that something lets through, and who says so. */
export interface Permit {
  readonly flow: Flow;
  /** False where it may be let through, or not: the deciding element cannot be seen. */
  readonly sure: boolean;
  /** Addresses of the resources that let it through. */
  readonly by: readonly string[];
  /** Why it is not sure. */
  readonly cause?: string;
}

/** One station on the way: what is not permitted does not pass. */
export interface Stage {
  /** Whose addresses the permits speak of: those of whoever opens the connection, or of whoever answers. */
  readonly on: "source" | "destination";
  readonly permits: readonly Permit[];
}

/** Where packets can be: a subnet, a router, a cluster's network, the internet. */
export interface Place {
  readonly id: string;
  /** Whether traffic passes through on its way to somewhere else. */
  readonly transit: boolean;
}

/** A directed way from one place to the next. */
export interface Conduit {
  readonly from: string;
  readonly to: string;
  /** Stations between the two, for a connection of that source to that destination. */
  stages(source: Standing, destination: Standing): readonly Stage[];
}

/** A place where members of a class stand, with the addresses that they have there. */
export interface Placement {
  /** Undefined where it cannot be seen where they stand. */
  readonly place: string | undefined;
  /** Undefined where no range is known. */
  readonly addresses: AddressSet | undefined;
  readonly cause?: string;
}

export interface Standing {
  readonly end: EndClass;
  readonly placement: Placement;
}

export type Direction = "in" | "out";

/** Members that the network cannot tell apart: same places, same permissions. */
export interface EndClass {
  readonly id: string;
  /** Outside: every one of its addresses is somebody; inside: each member has some address of its range. */
  readonly outside: boolean;
  readonly placements: readonly Placement[];
  /** Whether members stand in each of the places, or in one of them that cannot be told. */
  readonly spread: "each" | "one-of";
  /** Stations at the member itself, for connections that it opens (`out`) or that are opened to it (`in`). */
  guard(direction: Direction, self: Placement, remote: Standing): readonly Stage[];
}

/** Passes connections on to others, as a load balancer does: a new connection, with ports of its own. */
export interface Relay {
  /** The end that takes the connections. */
  readonly at: EndClass;
  /** Ports that it listens on. */
  readonly listens: readonly Permit[];
  readonly targets: readonly RelayTarget[];
}

export interface RelayTarget {
  readonly to: EndClass;
  /** Traffic at the target. */
  readonly permit: Permit;
  /** Who the target sees: the relay itself, or somebody in its place. */
  readonly as: EndClass;
}

export interface NetworkModel {
  readonly places: readonly Place[];
  readonly conduits: readonly Conduit[];
  readonly relays: readonly Relay[];
}
