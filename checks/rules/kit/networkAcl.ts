/** What network ACLs let in. Their rules are tried in the order of their numbers, and the first that fits decides. */
import type { BlockView, ResourceGraph, ResourceNode } from "../../graph/graph";
import { addressesOf, difference, isWorld, nowhere, union } from "../../reachability/core/addresses";
import { type Opening, openingOf } from "./opening";
import { type Answer, equals, isTrue, numberOf } from "./predicates";

interface Entry {
  readonly opening: Opening;
  /** Of rules without a number that is known, nobody can say when they are tried; they count as the last. */
  readonly number: number;
  readonly allows: Answer;
}

const ranges = ["cidr_block", "ipv6_cidr_block"];

function isAcl(node: ResourceNode): boolean {
  return node.type === "aws_network_acl" || node.type === "aws_default_network_acl";
}

function entryOf(node: ResourceNode, view: BlockView | undefined): Entry {
  const source = view ?? node;
  const reading = source.get(view ? "rule_no" : "rule_number");
  const number = reading.kind === "known" ? numberOf(reading.value) : undefined;
  return {
    // An ACL's rule without a range is refused by AWS, not open.
    opening: { ...openingOf(node, view, "protocol", ranges), unlimited: false },
    number: number ?? Number.POSITIVE_INFINITY,
    allows: equals("allow").ask(source.get(view ? "action" : "rule_action")),
  };
}

/** Ingress rules that the resource itself states. */
function ownEntries(node: ResourceNode): { readonly items: readonly Entry[]; readonly unknown: string | undefined } {
  if (isAcl(node)) {
    const { items, unknown } = node.blocks("ingress");
    return { items: items.map((view) => entryOf(node, view)), unknown };
  }
  const egress = isTrue().ask(node.get("egress"));
  return { items: egress === "yes" ? [] : [entryOf(node, undefined)], unknown: undefined };
}

/** Rules of the same ACL that stand elsewhere: in the ACL itself, or as resources beside it. */
function siblings(graph: ResourceGraph, node: ResourceNode): readonly Entry[] {
  if (isAcl(node)) return [];
  const acls = node.references("network_acl_id").nodes.filter(isAcl);
  const beside = acls.flatMap((acl) => graph.referrers(acl, "aws_network_acl_rule", "network_acl_id").nodes);
  return [...acls, ...beside.filter((other) => other !== node)].flatMap((other) => ownEntries(other).items);
}

export interface AclExposure {
  readonly answer: Answer;
  readonly opening: Opening | undefined;
  readonly reason: string | undefined;
}

/** Whether the resource lets the world in for the traffic; undefined where it says nothing of what comes in. */
export function aclExposure(
  graph: ResourceGraph,
  node: ResourceNode,
  matches: (opening: Opening) => Answer,
): AclExposure | undefined {
  const own = ownEntries(node);
  if (own.items.length === 0 && own.unknown === undefined) return undefined;
  const ordered = [...own.items, ...siblings(graph, node)].sort((a, b) => a.number - b.number);
  let refused = nowhere;
  let admitted = nowhere;
  let doubtful: Opening | undefined;
  for (const { opening, allows } of ordered) {
    const fits = matches(opening);
    if (fits === "no") continue;
    if (allows === "no") {
      if (fits === "yes") refused = union(refused, addressesOf(opening.cidrs));
      continue;
    }
    if (opening.node !== node) continue;
    const open = difference(addressesOf(opening.cidrs), refused);
    const certain = allows === "yes" && fits === "yes";
    if (certain) admitted = union(admitted, open);
    if (certain && isWorld(admitted)) return { answer: "yes", opening, reason: undefined };
    if (opening.open !== undefined || (!certain && isWorld(open))) doubtful ??= opening;
  }
  if (doubtful || own.unknown !== undefined) {
    return { answer: "unknown", opening: doubtful, reason: own.unknown ?? doubtful?.open ?? "the rule cannot be read" };
  }
  return { answer: "no", opening: undefined, reason: undefined };
}
