/**
 * What security groups let in and out, in one shape for rules written inside the group, `aws_security_group_rule` and
 * `aws_vpc_security_group_*_rule`.
 */
import type { BlockList, BlockView, ResourceGraph, ResourceNode } from "../../graph/graph";
import { coversWorld } from "./cidr";
import { type Opening, openingOf } from "./opening";
import type { Answer } from "./predicates";

export type Direction = "ingress" | "egress";

export interface Openings {
  readonly items: readonly Opening[];
  /** Why there may be more than `items`. */
  readonly unknown: string | undefined;
}

const groupTypes = ["aws_security_group", "aws_default_security_group"] as const;
const ruleTypes: Readonly<Record<Direction, readonly string[]>> = {
  ingress: ["aws_security_group_rule", "aws_vpc_security_group_ingress_rule"],
  egress: ["aws_security_group_rule", "aws_vpc_security_group_egress_rule"],
};

export function securityGroupTypes(direction: Direction): readonly string[] {
  return [...groupTypes, ...ruleTypes[direction]];
}

function isGroup(node: ResourceNode): boolean {
  return groupTypes.some((type) => type === node.type);
}

const opened: Readonly<Record<Direction, WeakMap<ResourceNode, Openings>>> = {
  ingress: new WeakMap(),
  egress: new WeakMap(),
};

/** What the resource itself states: a group's inline rules, or the one rule that a rule resource is. */
export function openingsOf(node: ResourceNode, direction: Direction): Openings {
  const known = opened[direction].get(node);
  if (known) return known;
  const openings = readOpenings(node, direction);
  opened[direction].set(node, openings);
  return openings;
}

function readOpenings(node: ResourceNode, direction: Direction): Openings {
  if (isGroup(node)) {
    const blocks = node.blocks(direction);
    return { items: blocks.items.map((block) => fromClassic(node, block)), unknown: blocks.unknown };
  }
  if (node.type !== "aws_security_group_rule") return { items: [fromSplit(node)], unknown: undefined };
  const type = node.get("type");
  if (type.kind === "unknown") return { items: [], unknown: type.cause };
  return { items: type.kind !== "absent" && type.value === direction ? [fromClassic(node)] : [], unknown: undefined };
}

/** Rule resources that belong to the group. */
export function attachedRules(
  graph: ResourceGraph,
  group: ResourceNode,
  direction: Direction,
): readonly ResourceNode[] {
  return ruleTypes[direction].flatMap((type) => graph.referrers(group, type, "security_group_id").nodes);
}

function fromClassic(node: ResourceNode, block?: BlockView): Opening {
  return openingOf(node, block, "protocol", ["cidr_blocks", "ipv6_cidr_blocks"]);
}

function fromSplit(node: ResourceNode): Opening {
  return openingOf(node, undefined, "ip_protocol", ["cidr_ipv4", "cidr_ipv6"]);
}

/** Inline rules of a group, both ways. */
export function ruleBlocksOf(node: ResourceNode): BlockList {
  const lists = ["ingress", "egress"].map((direction) => node.blocks(direction));
  return {
    items: lists.flatMap(({ items }) => items),
    unknown: lists.find(({ unknown }) => unknown !== undefined)?.unknown,
  };
}

function isWorld({ cidrs, open, unlimited }: Opening): Answer {
  if (unlimited || coversWorld(cidrs)) return "yes";
  return open === undefined ? "no" : "unknown";
}

export interface Exposure {
  readonly answer: Answer;
  /** Those that decided. */
  readonly openings: readonly Opening[];
  readonly reason?: string;
}

/** Whether the openings for one kind of traffic, taken together, are open to the world. */
function exposure(openings: Openings, matches: (opening: Opening) => Answer): Exposure {
  const certain = openings.items.filter((opening) => matches(opening) === "yes");
  const alone = certain.filter((opening) => isWorld(opening) === "yes");
  if (alone.length > 0 || coversWorld(certain.flatMap((opening) => opening.cidrs))) {
    return {
      answer: "yes",
      openings: alone.length > 0 ? alone : certain.filter((opening) => opening.cidrs.length > 0),
    };
  }
  const doubtful = openings.items.filter((opening) => matches(opening) !== "no" && isWorld(opening) !== "no");
  if (doubtful.length > 0) return { answer: "unknown", openings: doubtful, reason: causeOf(doubtful[0]) };
  if (openings.unknown !== undefined) return { answer: "unknown", openings: [], reason: openings.unknown };
  return { answer: "no", openings: [] };
}

function causeOf(opening: Opening | undefined): string {
  if (!opening) return "the rule cannot be read";
  if (opening.open) return opening.open;
  if (typeof opening.protocol !== "string") return opening.protocol.unread;
  return "unread" in opening.ports ? opening.ports.unread : "the rule cannot be read";
}

/**
 * The exposure that the resource answers for. A rule resource answers for itself. A group answers for its inline rules
 * and for what its rules only add up to; undefined when a rule resource of the group is the one to answer.
 */
export function answeredExposure(
  graph: ResourceGraph,
  node: ResourceNode,
  direction: Direction,
  matches: (opening: Opening) => Answer,
): Exposure | undefined {
  const own = openingsOf(node, direction);
  if (!isGroup(node)) {
    return own.items.length === 0 && own.unknown === undefined ? undefined : exposure(own, matches);
  }
  const attached = attachedRules(graph, node, direction).map((rule) => openingsOf(rule, direction));
  const harmless = attached.filter((openings) => exposure(openings, matches).answer === "no");
  const items = [...own.items, ...harmless.flatMap((openings) => openings.items)];
  const joint = exposure({ items, unknown: own.unknown }, matches);
  return joint.answer === "no" && harmless.length < attached.length ? undefined : joint;
}

/** Facts of an exposure as a report shows them. */
export function exposureFacts(
  node: ResourceNode,
  direction: Direction,
  found: Exposure,
): {
  readonly path: string;
  readonly actual: readonly string[];
  readonly related: readonly ResourceNode[];
  readonly reason?: string;
} {
  const own = found.openings.find((opening) => opening.node === node);
  const fallback = isGroup(node) ? direction : "";
  return {
    path: own?.path ?? found.openings[0]?.path ?? fallback,
    actual: [
      ...new Set(found.openings.flatMap(({ unlimited, cidrs }) => (unlimited ? ["none stated"] : cidrs))),
    ].sort(),
    related: [...new Set(found.openings.map((opening) => opening.node))].filter((other) => other !== node),
    ...(found.reason ? { reason: found.reason } : {}),
  };
}
