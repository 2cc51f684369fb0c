/** Which logs a search domain publishes. */
import type { ResourceNode } from "../../graph/graph";
import type { Facts } from "./judge";
import { type Answer, every, isTrue, oneOf, orAbsent, some } from "./predicates";

/** Whether one of the types is published; a block that does not say `enabled` publishes. */
export function publishes(node: ResourceNode, types: readonly string[]): Answer {
  const options = node.blocks("log_publishing_options");
  return some([
    ...options.items.map((option) =>
      every([oneOf(types).ask(option.get("log_type")), orAbsent(isTrue()).ask(option.get("enabled"))]),
    ),
    options.unknown === undefined ? "no" : "unknown",
  ]);
}

export function publishingFacts(node: ResourceNode, types: readonly string[]): Facts {
  const options = node.blocks("log_publishing_options");
  return {
    path: "log_publishing_options",
    expected: `an enabled block with log_type ${types.join(" or ")}`,
    actual: options.items.length === 0 ? null : `${options.items.length} blocks`,
    reason: options.unknown ?? "the type of a log, or whether it is published, is not known",
  };
}
