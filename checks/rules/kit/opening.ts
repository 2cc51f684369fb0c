/** One rule of a security group or network ACL: which traffic, and to or from which addresses. */
import type { BlockView, Datum, Reading, ResourceNode } from "../../graph/graph";
import { coversWorld } from "./cidr";
import { isHole, isList, isTemplate } from "./datum";
import { type Answer, every, numberOf, yesIf } from "./predicates";

export interface Opening {
  readonly node: ResourceNode;
  /** The rule itself: the resource, or the block inside the group. */
  readonly view: ResourceNode | BlockView;
  /** Where the address ranges stand. */
  readonly path: string;
  readonly protocol: Protocol;
  readonly ports: Ports;
  readonly cidrs: readonly string[];
  /** Why further ranges are not known, if there may be any. */
  readonly open: string | undefined;
  /** No range, group or prefix list is stated at all. Nothing limits such a rule, so it counts as one for the world. */
  readonly unlimited: boolean;
}

interface Unread {
  readonly unread: string;
}
/** `all`, or a name in lower case; numbers are translated (6 is tcp). */
type Protocol = string | Unread;
type Ports = { readonly from: number; readonly to: number } | Unread;

export interface Port {
  readonly port: number;
  readonly protocols: readonly string[];
}

interface Addresses {
  readonly path: string;
  readonly cidrs: readonly string[];
  readonly open: string | undefined;
}

/** A rule of a resource, or of one of its blocks, by the names of its attributes. */
export function openingOf(
  node: ResourceNode,
  block: BlockView | undefined,
  protocolPath: string,
  rangePaths: readonly string[],
): Opening {
  const view = block ?? node;
  const prefix = block ? `${block.path}.` : "";
  const ranges = [
    ...rangePaths.map((path) => addresses(view, path)),
    ...prefixListPaths.map((path) => listed(view, path)),
  ];
  // The path that decides: the one that alone is the world, else one that is used at all.
  const decisive =
    ranges.find((range) => coversWorld(range.cidrs)) ??
    ranges.find((range) => range.cidrs.length > 0 || range.open) ??
    ranges[0];
  const protocol = protocolOf(view.get(protocolPath));
  return {
    node,
    view,
    path: `${prefix}${decisive?.path ?? protocolPath}`,
    protocol,
    ports: protocol === "all" ? { from: 0, to: 65535 } : portsOf(view.get("from_port"), view.get("to_port")),
    cidrs: ranges.flatMap((range) => range.cidrs),
    open: ranges.find((range) => range.open)?.open,
    unlimited: peerPaths.every((path) => isUnset(view.get(path))),
  };
}

const prefixListPaths = ["prefix_list_ids", "prefix_list_id"];

/** Ranges of prefix lists that the input declares; those of AWS hold the addresses of one service. */
function listed(view: ResourceNode | BlockView, path: string): Addresses {
  const lists = view.references(path).nodes.filter(({ type }) => type === "aws_ec2_managed_prefix_list");
  const entries = lists.map((list) => list.blocks("entry"));
  const ranges = entries.flatMap(({ items }) => items.map((entry) => addresses(entry, "cidr")));
  return {
    path,
    cidrs: ranges.flatMap(({ cidrs }) => cidrs),
    open: entries.find(({ unknown }) => unknown !== undefined)?.unknown ?? ranges.find(({ open }) => open)?.open,
  };
}

/** Every way in which a rule may say who is at the other end, in all spellings. */
const peerPaths = [
  "cidr_blocks",
  "ipv6_cidr_blocks",
  "cidr_ipv4",
  "cidr_ipv6",
  "prefix_list_id",
  "prefix_list_ids",
  "security_groups",
  "source_security_group_id",
  "referenced_security_group_id",
  "self",
];

function isUnset(reading: Reading): boolean {
  if (reading.kind === "unknown") return false;
  return reading.kind === "absent" || reading.value === false || reading.value === "false";
}

const protocolNames: Readonly<Record<string, string>> = {
  "-1": "all",
  all: "all",
  "1": "icmp",
  "6": "tcp",
  "17": "udp",
  "58": "icmpv6",
};

function protocolOf(reading: Reading): Protocol {
  if (reading.kind === "absent") return "all";
  if (reading.kind === "unknown") return { unread: reading.cause };
  const text = String(reading.value).toLowerCase();
  return protocolNames[text] ?? text;
}

function portsOf(from: Reading, to: Reading): Ports {
  for (const reading of [from, to]) {
    if (reading.kind === "unknown") return { unread: reading.cause };
  }
  const first = from.kind === "known" || from.kind === "default" ? numberOf(from.value) : undefined;
  const last = to.kind === "known" || to.kind === "default" ? numberOf(to.value) : undefined;
  // EC2 writes "all ports" as -1 or leaves them out.
  if (first === undefined || first < 0) return { from: 0, to: 65535 };
  return { from: first, to: last === undefined || last < 0 ? 65535 : last };
}

/** A network is at most a /16, so its range, though not known yet, cannot be the world. */
const boundedSources = new Set(["aws_vpc", "aws_subnet", "aws_vpc_ipv4_cidr_block_association", "aws_eip"]);

function addresses(view: ResourceNode | BlockView, path: string): Addresses {
  const reading = view.get(path);
  if (reading.kind === "absent") return { path, cidrs: [], open: undefined };
  if (reading.kind === "unknown") {
    const sources = view.references(path);
    const bounded =
      sources.unresolved === undefined &&
      sources.nodes.length > 0 &&
      sources.nodes.every((source) => boundedSources.has(source.type));
    const narrow = reading.template !== undefined && hasNarrowPrefix(reading.template);
    return { path, cidrs: [], open: bounded || narrow ? undefined : reading.cause };
  }
  const items = isList(reading.value) ? reading.value : [reading.value];
  const open = items.map(openCause).find((cause) => cause !== undefined);
  return { path, cidrs: items.filter((item): item is string => typeof item === "string"), open };
}

function openCause(item: Datum): string | undefined {
  if (isHole(item)) {
    const bounded = item.sources.length > 0 && item.sources.every((source) => boundedSources.has(source.type));
    return bounded ? undefined : item.cause;
  }
  if (isTemplate(item)) {
    if (hasNarrowPrefix(item)) return undefined;
    return item.parts.find(isHole)?.cause ?? "part of the address range is not known";
  }
  return undefined;
}

/** `${address}/32`: whatever the address, the range is small. */
function hasNarrowPrefix(datum: Datum): boolean {
  if (!isTemplate(datum)) return false;
  const last = datum.parts.at(-1);
  const prefix = typeof last === "string" ? /\/(\d{1,3})$/.exec(last)?.[1] : undefined;
  return prefix !== undefined && Number(prefix) >= 16;
}

/** Whether the traffic includes the port. */
export function includesPort(opening: Opening, wanted: Port): Answer {
  if (typeof opening.protocol === "string") {
    if (opening.protocol === "all") return "yes";
    if (!wanted.protocols.includes(opening.protocol)) return "no";
  }
  const { ports } = opening;
  const inRange = "unread" in ports ? "unknown" : yesIf(isEveryPort(ports) || isIn(ports, wanted.port));
  return every([typeof opening.protocol === "string" ? "yes" : "unknown", inRange]);
}

type KnownPorts = Exclude<Ports, Unread>;

function isIn(ports: KnownPorts, port: number): boolean {
  return ports.from <= port && port <= ports.to;
}

/** Port 0 is never in use: 0 to 0 is how authors write "all", and what they meant is what a reviewer has to see. */
function isEveryPort(ports: KnownPorts): boolean {
  return ports.from === 0 && ports.to === 0;
}

/** Whether the traffic is that of all ports, or of all protocols. */
export function includesEverything(opening: Opening): Answer {
  if (opening.protocol === "all") return "yes";
  if (typeof opening.protocol !== "string") return "unknown";
  if (opening.protocol !== "tcp" && opening.protocol !== "udp") return "no";
  if ("unread" in opening.ports) return "unknown";
  return yesIf(opening.ports.from <= 1 && opening.ports.to >= 65535);
}

/** Whether the traffic includes a TCP or UDP port that is not among the named ones. */
export function includesOtherPort(opening: Opening, named: ReadonlySet<number>): Answer {
  const { protocol, ports } = opening;
  if (typeof protocol !== "string" || "unread" in ports) return "unknown";
  if (protocol === "all") return "yes";
  if (protocol !== "tcp" && protocol !== "udp") return "no";
  if (isEveryPort(ports)) return "yes";
  const inRange = [...named].filter((port) => isIn(ports, port)).length;
  return yesIf(inRange < ports.to - ports.from + 1);
}
