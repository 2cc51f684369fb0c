/** What an opening of a security group comes to: whether a way leads through it, and to whom. */
import type { ResourceGraph, ResourceNode } from "../../graph/graph";
import { awsNetworkOf } from "../../reachability";
import type { Flow } from "../../reachability/core/traffic";
import { groupsOf } from "./dataStores";
import { type Passage, wayText } from "./passage";
import { reachedFromInternet, reachesInternet } from "./reach";
import type { Direction } from "./securityGroup";

export interface Consequence {
  /** To be put after the finding's own words; begins with a semicolon. */
  readonly words: string;
  readonly related: readonly ResourceNode[];
}

export const nothingMore: Consequence = { words: "", related: [] };

/** Classes of members that are asked; the first one that is reached is told anyway. */
const mostMembers = 20;

/** Of a group, or of a rule of one. Nothing is said where the inputs show no member. */
export function consequenceOf(
  graph: ResourceGraph,
  node: ResourceNode,
  direction: Direction,
  wanted: readonly Flow[],
): Consequence {
  const network = awsNetworkOf(graph);
  const members = groupsOf(node).groups.flatMap((group) => network.membersOf(group));
  // Members of one class are reached alike.
  const asked = [...new Map(members.map((member) => [member.end, member.node])).values()].slice(0, mostMembers);
  const passages = asked.flatMap((member) => {
    const found =
      direction === "ingress"
        ? reachedFromInternet(graph, member, { wanted })
        : reachesInternet(graph, member, { wanted });
    return found ? [{ member, found }] : [];
  });
  const decisive =
    passages.find(({ found }) => found.answer === "yes") ?? passages.find(({ found }) => found.answer === "unknown");
  if (!decisive) return { words: passages.length === 0 ? "" : closed[direction], related: [] };
  const { member, found } = decisive;
  return { words: `; ${told(direction, member, found)}`, related: [...found.related, member] };
}

const closed: Readonly<Record<Direction, string>> = {
  ingress: "; no way leads from the internet to its members yet",
  egress: "; no way leads from its members to the internet yet",
};

function told(direction: Direction, member: ResourceNode, found: Passage): string {
  const verb = found.answer === "yes" ? "" : "may ";
  return direction === "ingress"
    ? `the internet ${verb}reach${verb === "" ? "es" : ""} ${member.address}: ${wayText("internet", found, member.address)}`
    : `${member.address} ${verb}reach${verb === "" ? "es" : ""} the internet: ${wayText(member.address, found, "internet")}`;
}
