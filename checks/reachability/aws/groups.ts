/** Security groups as permissions: what a set of groups lets in or out, by address, by group, or by prefix list. */

import { append } from "../../../common/append";
import type { ResourceGraph, ResourceNode } from "../../graph/graph";
import type { Opening } from "../../rules/kit/opening";
import { openingsOf } from "../../rules/kit/securityGroup";
import { type AddressSet, addressesOf, difference, everywhere, internet } from "../core/addresses";
import type { Direction, Permit } from "../core/model";
import { allProtocols, anything, type Flow, lastPort, protocolsOf } from "../core/traffic";
import { Attachments, flag, keyOf, linked, textAt } from "./read";

/** The groups that an end is a member of. */
export interface Membership {
  /** Resources that are groups, or that own one (a network its default group, an EKS cluster its cluster group). */
  readonly groups: readonly ResourceNode[];
  /** Ids of groups that no input holds. */
  readonly foreign: readonly string[];
  /** Why there may be further groups. */
  readonly unknown: string | undefined;
}

/** A rule of a group, with the other side as it is written. */
interface GroupRule {
  readonly ports: Omit<Flow, "remote">;
  readonly by: ResourceNode;
  readonly addresses: AddressSet;
  /** Groups on the other side, by key or literal id. */
  readonly peers: ReadonlySet<string>;
  /** Why the rule may let through anything else, and to or from where. */
  readonly open: { readonly cause: string; readonly addresses: AddressSet } | undefined;
  /** Why protocol or ports are not known. */
  readonly cause: string | undefined;
}

const groupTypes = ["aws_security_group", "aws_default_security_group"] as const;
/** References to `aws_vpc.x.default_security_group_id` and to a cluster's group lead to their owners. */
const groupLike = [...groupTypes, "aws_vpc", "aws_default_vpc", "aws_eks_cluster"] as const;
const ruleTypes: Readonly<Record<Direction, readonly string[]>> = {
  in: ["aws_security_group_rule", "aws_vpc_security_group_ingress_rule"],
  out: ["aws_security_group_rule", "aws_vpc_security_group_egress_rule"],
};
const words = { in: "ingress", out: "egress" } as const;
/** Everything that is not the internet: what a range that is bounded, though not known, can be at most. */
const inside = difference(everywhere, internet);

export class SecurityGroups {
  private readonly attached: Readonly<Record<Direction, Attachments>>;
  private readonly adopted: Attachments;
  private readonly prefixLists: PrefixLists;
  private readonly memo = new Map<string, readonly GroupRule[]>();

  constructor(graph: ResourceGraph) {
    const of = (direction: Direction) =>
      new Attachments(
        graph,
        ruleTypes[direction].map((type) => [type, "security_group_id"] as const),
        groupLike,
      );
    this.attached = { in: of("in"), out: of("out") };
    this.adopted = new Attachments(graph, [["aws_default_security_group", "vpc_id"]], ["aws_vpc", "aws_default_vpc"]);
    this.prefixLists = new PrefixLists(graph);
  }

  /** The default group of a network: the resource that adopts it, else the network, which owns it. */
  defaultOf(network: ResourceNode): ResourceNode {
    return this.adopted.of(network)[0] ?? network;
  }

  /** What the groups together let through between a member and another end. */
  permits(own: Membership, direction: Direction, remote: Membership | undefined): readonly Permit[] {
    const known = own.groups.flatMap((group) =>
      this.rulesOf(group, direction).flatMap((rule) => permitsOf(rule, group, remote)),
    );
    const beyond = [
      ...own.foreign.map((id) => ({ by: [id], cause: `the rules of ${id} are not in the inputs` })),
      ...(own.unknown === undefined ? [] : [{ by: [], cause: own.unknown }]),
    ];
    return [...known, ...beyond.map((one) => ({ ...one, flow: anything, sure: false }))];
  }

  private rulesOf(group: ResourceNode, direction: Direction): readonly GroupRule[] {
    const key = `${keyOf(group)} ${direction}`;
    const known = this.memo.get(key) ?? this.read(group, direction);
    this.memo.set(key, known);
    return known;
  }

  private read(group: ResourceNode, direction: Direction): readonly GroupRule[] {
    const owned = ["default_security_group_id", "vpc_config[0].cluster_security_group_id"];
    const added = this.attached[direction].of(group, ...owned).flatMap((rule) => this.rules(rule, direction));
    if (!groupTypes.some((type) => type === group.type)) return [...added, ...ownersRules(group, direction)];
    if (group.mode === "data")
      return [...added, unseen(group, `${group.address} is read from the provider, its rules are not`)];
    return [...this.rules(group, direction), ...added];
  }

  private rules(node: ResourceNode, direction: Direction): readonly GroupRule[] {
    const openings = openingsOf(node, words[direction]);
    const items = openings.items.map((opening) => this.rule(opening));
    return openings.unknown === undefined ? items : [...items, unseen(node, openings.unknown)];
  }

  private rule(opening: Opening): GroupRule {
    const { node, view } = opening;
    const named = peerPaths.map((path) => linked(view, path, groupLike));
    const self =
      flag(view, "self") === "yes"
        ? [
            node.type === "aws_security_group_rule"
              ? linked(node, "security_group_id", groupLike)
              : { nodes: [node], foreign: [] },
          ]
        : [];
    const peers = [...named, ...self].flatMap(({ nodes, foreign }) => [...nodes.map(keyOf), ...foreign]);
    const lists = this.prefixLists.of(view);
    const lost = named.find((one) => one.missing !== undefined && one.foreign.length === 0)?.missing;
    const bounded = boundedCause(opening);
    return {
      ...portsOf(opening),
      by: node,
      addresses: addressesOf([...opening.cidrs, ...lists.cidrs]),
      peers: new Set(peers),
      open:
        opening.open !== undefined || lists.unknown !== undefined
          ? { cause: opening.open ?? lists.unknown ?? "", addresses: everywhere }
          : lost !== undefined || bounded !== undefined
            ? { cause: lost ?? bounded ?? "", addresses: inside }
            : undefined,
    };
  }
}

const peerPaths = ["security_groups", "source_security_group_id", "referenced_security_group_id"] as const;
const rangePaths = ["cidr_blocks", "ipv6_cidr_blocks", "cidr_ipv4", "cidr_ipv6"] as const;

/** A range that `openingsOf` leaves out because it cannot be the world, such as that of a network not yet made. */
function boundedCause({ view }: Opening): string | undefined {
  const causes = rangePaths.map((path) => {
    const reading = view.get(path);
    if (reading.kind === "unknown") return reading.cause;
    const items = reading.kind === "known" ? [reading.value].flat() : [];
    return items.every((item) => typeof item === "string") ? undefined : "a range is only known after apply";
  });
  return causes.find((cause) => cause !== undefined);
}

function portsOf({ protocol, ports }: Opening): Pick<GroupRule, "ports" | "cause"> {
  const any = { protocols: allProtocols, from: 0, to: lastPort };
  if (typeof protocol !== "string") return { ports: any, cause: protocol.unread };
  const protocols = protocolsOf(protocol);
  if ("unread" in ports) return { ports: { ...any, protocols }, cause: ports.unread };
  // ICMP has types where others have ports.
  const numbered = protocol === "tcp" || protocol === "udp" || protocol === "all";
  return { ports: numbered ? { protocols, from: ports.from, to: ports.to } : { ...any, protocols }, cause: undefined };
}

function unseen(by: ResourceNode, cause: string): GroupRule {
  const ports = { protocols: allProtocols, from: 0, to: lastPort };
  return {
    ports,
    by,
    addresses: addressesOf([]),
    peers: new Set(),
    open: { cause, addresses: everywhere },
    cause: undefined,
  };
}

/** AWS makes these groups itself: members may talk to each other, and to everybody outside. */
function ownersRules(owner: ResourceNode, direction: Direction): readonly GroupRule[] {
  const ports = { protocols: allProtocols, from: 0, to: lastPort };
  if (owner.mode === "data") return [unseen(owner, `the groups of ${owner.address} are not in the inputs`)];
  const common = { ports, by: owner, open: undefined, cause: undefined };
  if (direction === "out") return [{ ...common, addresses: everywhere, peers: new Set() }];
  return [{ ...common, addresses: addressesOf([]), peers: new Set([keyOf(owner)]) }];
}

/** A state names groups by their ids, a group's own among its rules included. */
function namesOf(group: ResourceNode): readonly string[] {
  const id = textAt(group, "id");
  return id === undefined ? [keyOf(group)] : [keyOf(group), id];
}

function permitsOf(rule: GroupRule, group: ResourceNode, remote: Membership | undefined): readonly Permit[] {
  const by = [...new Set([group.address, rule.by.address])];
  const permits: Permit[] = [];
  const add = (remoteAddresses: AddressSet, cause: string | undefined) => {
    const flow = { ...rule.ports, remote: remoteAddresses };
    const why = rule.cause ?? cause;
    permits.push(why === undefined ? { flow, sure: true, by } : { flow, sure: false, by, cause: why });
  };
  if (rule.addresses[4].length + rule.addresses[6].length > 0) add(rule.addresses, undefined);
  if (remote) {
    const member = [...remote.groups.flatMap(namesOf), ...remote.foreign].some((key) => rule.peers.has(key));
    if (member) add(everywhere, undefined);
    else if (rule.peers.size > 0 && remote.unknown !== undefined) add(everywhere, remote.unknown);
  }
  if (rule.open) add(rule.open.addresses, rule.open.cause);
  return permits;
}

/** Address ranges behind prefix lists. Those of AWS's own services are none of the internet's. */
class PrefixLists {
  private readonly entries = new Map<string, ResourceNode[]>();

  constructor(graph: ResourceGraph) {
    for (const entry of graph.ofType("aws_ec2_managed_prefix_list_entry")) {
      for (const list of linked(entry, "prefix_list_id", ["aws_ec2_managed_prefix_list"]).nodes)
        append(this.entries, keyOf(list), entry);
    }
  }

  of(view: Opening["view"]): { readonly cidrs: readonly string[]; readonly unknown: string | undefined } {
    const cidrs: string[] = [];
    let unknown: string | undefined;
    for (const path of ["prefix_list_ids", "prefix_list_id"]) {
      const found = linked(view, path, listTypes);
      unknown ??= found.missing;
      for (const list of found.nodes) {
        const read = this.rangesOf(list);
        cidrs.push(...read.cidrs);
        unknown ??= read.unknown;
      }
    }
    return { cidrs, unknown };
  }

  private rangesOf(list: ResourceNode): { readonly cidrs: readonly string[]; readonly unknown: string | undefined } {
    if (list.type === "aws_vpc_endpoint" || isServiceList(list)) return { cidrs: [], unknown: undefined };
    if (list.mode === "data") return { cidrs: [], unknown: `${list.address} is read from the provider` };
    const blocks = list.blocks("entry");
    const ranges = [
      ...blocks.items.map((block) => textAt(block, "cidr")),
      ...(this.entries.get(keyOf(list)) ?? []).map((entry) => textAt(entry, "cidr")),
    ];
    const known = ranges.filter((range): range is string => range !== undefined);
    const open = known.length < ranges.length ? `an entry of ${list.address} is not known` : undefined;
    return { cidrs: known, unknown: blocks.unknown ?? open };
  }
}

const listTypes = ["aws_ec2_managed_prefix_list", "aws_prefix_list", "aws_vpc_endpoint"] as const;

/** Lists of S3, DynamoDB and other regional services; the one of CloudFront lets the world in by way of CloudFront. */
function isServiceList(list: ResourceNode): boolean {
  return list.mode === "data" && /^com\.amazonaws\.(?!global\.cloudfront)/.test(textAt(list, "name") ?? "");
}
