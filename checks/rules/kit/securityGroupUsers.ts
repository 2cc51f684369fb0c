/** Which resources put a security group to use. */

import { append } from "../../../common/append";
import type { References, ResourceGraph, ResourceNode } from "../../graph/graph";
import { perGraph } from "../../graph/perGraph";
import catalogue from "./securityGroupUsers.json";

const users = Object.entries(catalogue)
  .filter(([type]) => type !== "//")
  .flatMap(([type, paths]) => paths.split(" ").map((path) => ({ type, path })));

/** What mentions a group without putting anything into it. */
const notUsers = /^aws_(default_|vpc_)?security_group($|_rule$|_(in|e)gress_rule$)|^terraform_/;

/** Resources that take the group; `unresolved` when one takes groups that cannot be seen. */
export function usersOf(graph: ResourceGraph, group: ResourceNode): References {
  const found = users.map(({ type, path }) => graph.referrers(group, type, path));
  const nodes = [...new Set(found.flatMap((one) => one.nodes))];
  if (nodes.length > 0) return { nodes, unresolved: undefined };
  const mentions = mentionsIn(graph).get(group);
  if (mentions) return { nodes: mentions, unresolved: undefined };
  return { nodes: [], unresolved: found.find((one) => one.unresolved !== undefined)?.unresolved };
}

function mentionedBy(node: ResourceNode): readonly ResourceNode[] {
  const type = "aws_security_group";
  return node.mentions?.(type) ?? node.references("").nodes.filter((target) => target.type === type);
}

type Mentions = ReadonlyMap<ResourceNode, readonly ResourceNode[]>;

/**
 * Groups may be put to use in ways that no catalogue has: types of other providers, an annotation in the values of a
 * chart. Read once for a graph, and only when a group is found that nothing of the catalogue takes.
 */
const mentionsIn = perGraph((graph): Mentions => {
  const mentions = new Map<ResourceNode, ResourceNode[]>();
  for (const node of graph.nodes) {
    if (node.mode === "data" || notUsers.test(node.type)) continue;
    for (const target of mentionedBy(node)) {
      append(mentions, target, node);
    }
  }
  return mentions;
});
