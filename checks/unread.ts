/**
 * Kinds of a live cluster that could not be read. What would be judged of them is unknown, and so is every answer that
 * a rule reached after looking among them: none found is not none there.
 */

import type { ResourceGraph, ResourceNode } from "./graph/graph";
import { UnreadNode } from "./graph/unreadNode";
import type { CheckResult, Rule } from "./rule";

/** One stand-in for all objects of each kind that could not be read. */
export function unreadNodes(graph: ResourceGraph): readonly ResourceNode[] {
  return graph.unread.map((unread) => new UnreadNode(unread, graph.inputs[unread.input]?.stack ?? null));
}

export function isUnread(node: ResourceNode): node is UnreadNode {
  return node instanceof UnreadNode;
}

/** All that a rule can say of such a kind. */
export function unreadResults(rule: Rule, node: UnreadNode): readonly CheckResult[] {
  return rule.metadata.checks.map(({ id }) => ({ check: id, ...unknown(node.cause) }));
}

/** A graph that notices when a rule looks among what could not be read. */
export interface Watch {
  readonly graph: ResourceGraph;
  /** The result as far as it can be trusted. */
  trusted(result: CheckResult, node: ResourceNode): CheckResult;
}

/** One for each rule: what one rule looks at says nothing about another. Undefined where all was read. */
export function watchUnread(graph: ResourceGraph): Watch | undefined {
  if (graph.unread.length === 0) return undefined;
  const consulted = new Map<number, string>();
  const consult = (types: readonly string[]) => {
    for (const { type, input, cause } of graph.unread) {
      if (types.includes(type) && !consulted.has(input)) consulted.set(input, cause);
    }
  };
  return {
    graph: {
      inputs: graph.inputs,
      nodes: graph.nodes,
      unread: graph.unread,
      ofType: (...types) => {
        consult(types);
        return graph.ofType(...types);
      },
      referrers: (node, type, path) => {
        consult([type]);
        return graph.referrers(node, type, path);
      },
    },
    trusted: (result, node) => {
      const cause = consulted.get(node.input);
      return cause === undefined || result.status === "unknown" ? result : { ...result, ...unknown(cause, result) };
    },
  };
}

function unknown(
  cause: string,
  { path, expected, actual }: Pick<CheckResult, "path" | "expected" | "actual"> = {
    path: "",
    expected: null,
    actual: null,
  },
): Omit<CheckResult, "check"> {
  return { status: "unknown", path, expected, actual, message: `Cannot tell: ${cause}`, reason: cause };
}
