/** Network ACLs: numbered rules, the first that fits decides, and replies need a rule of their own. */
import type { ResourceGraph, ResourceNode } from "../../graph/graph";
import { type AddressSet, addressesOf, everywhere, isRange } from "../core/addresses";
import type { Direction, Permit, Stage } from "../core/model";
import { allProtocols, anything, type Flow, intersect, lastPort, protocolsOf, subtract } from "../core/traffic";
import { Attachments, flag, isStated, linked, numberAt, textAt, type View } from "./read";

interface ListRule {
  readonly number: number | undefined;
  readonly allows: boolean | undefined;
  readonly flow: Flow;
  /** Undefined where all of it can be read. */
  readonly cause: string | undefined;
  readonly by: ResourceNode;
}

const listTypes = ["aws_network_acl", "aws_default_network_acl"] as const;
const networkTypes = ["aws_vpc", "aws_default_vpc"] as const;

export class AccessLists {
  private readonly inside: Attachments;
  private readonly associations: Attachments;
  private readonly adopted: Attachments;
  private readonly rules: Attachments;
  private readonly memo = new Map<string, readonly Permit[]>();

  constructor(graph: ResourceGraph) {
    const subnets = ["aws_subnet", "aws_default_subnet"];
    this.inside = new Attachments(
      graph,
      listTypes.map((type) => [type, "subnet_ids"] as const),
      subnets,
    );
    this.associations = new Attachments(graph, [["aws_network_acl_association", "subnet_id"]], subnets);
    this.adopted = new Attachments(graph, [["aws_default_network_acl", "default_network_acl_id"]], networkTypes);
    this.rules = new Attachments(graph, [["aws_network_acl_rule", "network_acl_id"]], [...listTypes, ...networkTypes]);
  }

  /** Stations at a subnet's border for a connection that crosses it inwards or outwards, and for its replies. */
  stages(subnet: ResourceNode, networks: readonly ResourceNode[], direction: Direction): readonly Stage[] {
    const on = direction === "in" ? "source" : "destination";
    const there = this.permits(subnet, networks, direction);
    if (there === open) return [];
    const back = this.permits(subnet, networks, direction === "in" ? "out" : "in");
    return [
      { on, permits: there },
      { on, permits: replies(back, direction) },
    ];
  }

  private permits(subnet: ResourceNode, networks: readonly ResourceNode[], direction: Direction): readonly Permit[] {
    const { lists, unknown } = this.listsOf(subnet, networks);
    const known = lists.flatMap((list) => this.ofList(list, direction));
    const maybe = unknown === undefined ? [] : [{ flow: anything, sure: false, by: [], cause: unknown }];
    return lists.length === 0 && unknown === undefined ? open : [...known, ...maybe];
  }

  /** Without any that is named, the network's default list, which lets everything through until somebody adopts it. */
  private listsOf(
    subnet: ResourceNode,
    networks: readonly ResourceNode[],
  ): { readonly lists: readonly ResourceNode[]; readonly unknown: string | undefined } {
    const associated = this.associations.of(subnet).map((one) => linked(one, "network_acl_id", listTypes));
    const named = [...this.inside.of(subnet), ...associated.flatMap((one) => one.nodes)];
    const unknown = associated.find((one) => one.missing !== undefined)?.missing;
    if (named.length > 0 || unknown !== undefined) return { lists: named, unknown };
    const doubt = this.inside.doubt(subnet) ?? this.associations.doubt(subnet);
    if (subnet.mode === "data")
      return { lists: [], unknown: `${subnet.address} is read from the provider, its network ACL is not` };
    return { lists: networks.flatMap((network) => this.adopted.of(network, "default_network_acl_id")), unknown: doubt };
  }

  private ofList(list: ResourceNode, direction: Direction): readonly Permit[] {
    const key = `${list.input}:${list.address}:${direction}`;
    const known = this.memo.get(key);
    if (known) return known;
    const permits = this.evaluated(list, direction);
    this.memo.set(key, permits);
    return permits;
  }

  private evaluated(list: ResourceNode, direction: Direction): readonly Permit[] {
    if (list.mode === "data")
      return [{ flow: anything, sure: false, by: [list.address], cause: `${list.address} is read from the provider` }];
    const inline = list.blocks(direction === "in" ? "ingress" : "egress");
    const own = inline.items.map((block) => inlineRule(list, block));
    const added = this.rules.of(list).flatMap((rule) => splitRule(rule, direction));
    const permits = inOrder([...own, ...added], list);
    if (inline.unknown === undefined) return permits;
    return [
      ...permits.map((permit) => ({ ...permit, sure: false, cause: inline.unknown ?? "" })),
      { flow: anything, sure: false, by: [list.address], cause: inline.unknown },
    ];
  }
}

/** The list that AWS makes with each network. */
const open: readonly Permit[] = [{ flow: anything, sure: true, by: [] }];

/**
 * Replies go to the port that the connection came from. Whoever comes in chooses it, so that any port that is let
 * through is enough; what goes out comes from a port above 1023. What counts then is to which addresses.
 */
function replies(permits: readonly Permit[], direction: Direction): readonly Permit[] {
  const lowest = direction === "in" ? 0 : 1024;
  return permits
    .filter((permit) => permit.flow.to >= lowest)
    .map((permit) => ({ ...permit, flow: { ...permit.flow, from: 0, to: lastPort } }));
}

function inlineRule(list: ResourceNode, block: View): ListRule {
  return readRule(list, block, { number: "rule_no", action: "action", v4: "cidr_block", v6: "ipv6_cidr_block" });
}

function splitRule(rule: ResourceNode, direction: Direction): readonly ListRule[] {
  const egress = flag(rule, "egress");
  if (egress !== "unknown" && (egress === "yes") !== (direction === "out")) return [];
  const read = readRule(rule, rule, {
    number: "rule_number",
    action: "rule_action",
    v4: "cidr_block",
    v6: "ipv6_cidr_block",
  });
  return [egress === "unknown" ? { ...read, cause: `${rule.address}.egress is not known` } : read];
}

interface Paths {
  readonly number: string;
  readonly action: string;
  readonly v4: string;
  readonly v6: string;
}

const protocolNumbers: Readonly<Record<string, string>> = {
  "-1": "all",
  "1": "icmp",
  "6": "tcp",
  "17": "udp",
  "58": "icmpv6",
};

function readRule(by: ResourceNode, view: View, paths: Paths): ListRule {
  const action = textAt(view, paths.action)?.toLowerCase();
  const stated = view.get("protocol");
  const protocol = stated.kind === "known" ? String(stated.value).toLowerCase() : undefined;
  const name = protocol === undefined ? "all" : (protocolNumbers[protocol] ?? protocol);
  const ranges = [paths.v4, paths.v6].filter((path) => isStated(view, path)).map((path) => textAt(view, path));
  const remote = rangesOf(ranges);
  const ports = portsOf(view, name);
  const unread = [
    ...(protocol === undefined ? ["protocol"] : []),
    ...(remote === undefined ? ["range"] : []),
    ...(ports === undefined ? ["ports"] : []),
  ];
  const number = numberAt(view, paths.number);
  return {
    number,
    allows: action === undefined ? undefined : action === "allow",
    flow: {
      protocols: name === "all" ? allProtocols : protocolsOf(name),
      ...(ports ?? { from: 0, to: lastPort }),
      remote: remote ?? everywhere,
    },
    cause: unread.length > 0 ? `the ${unread.join(" and ")} of a rule of ${by.address} cannot be told` : undefined,
    by,
  };
}

function rangesOf(texts: readonly (string | undefined)[]): AddressSet | undefined {
  const known = texts.filter((text): text is string => text !== undefined && isRange(text));
  return known.length === texts.length && known.length > 0 ? addressesOf(known) : undefined;
}

function portsOf(view: View, protocol: string): { readonly from: number; readonly to: number } | undefined {
  if (protocol !== "tcp" && protocol !== "udp") return { from: 0, to: lastPort };
  const from = numberAt(view, "from_port");
  const to = numberAt(view, "to_port");
  return from === undefined || to === undefined ? undefined : { from, to };
}

/**
 * An allow gives what no deny before it takes. Allows need not be taken out for one another: whichever fits first, the
 * traffic passes. Of what cannot be read whole, a deny may take all that it might mean and an allow may give it.
 */
function inOrder(rules: readonly ListRule[], list: ResourceNode): readonly Permit[] {
  if (rules.some((rule) => rule.number === undefined || rule.allows === undefined)) {
    const cause = `the order of the rules of ${list.address} cannot be told`;
    return rules
      .filter((rule) => rule.allows !== false)
      .map((rule) => ({ flow: rule.flow, sure: false, by: [rule.by.address], cause }));
  }
  let surelyLeft: readonly Flow[] = [anything];
  let maybeLeft: readonly Flow[] = [anything];
  let doubt: string | undefined;
  const permits: Permit[] = [];
  for (const rule of [...rules].sort((a, b) => (a.number ?? 0) - (b.number ?? 0))) {
    if (rule.allows === true) {
      const by = [...new Set([list.address, rule.by.address])];
      const surely = rule.cause === undefined ? intersect(surelyLeft, [rule.flow]) : [];
      permits.push(...surely.map((flow) => ({ flow, sure: true, by })));
      const cause = rule.cause ?? doubt;
      if (cause === undefined) continue;
      permits.push(...intersect(maybeLeft, [rule.flow]).map((flow) => ({ flow, sure: false, by, cause })));
    } else {
      surelyLeft = subtract(surelyLeft, rule.flow);
      if (rule.cause === undefined) maybeLeft = subtract(maybeLeft, rule.flow);
      else doubt ??= rule.cause;
    }
  }
  return permits;
}
