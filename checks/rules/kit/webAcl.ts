/** Rules of web access control lists and their rule groups, of all three generations of AWS WAF. */
import type { BlockList, BlockView, ResourceNode } from "../../graph/graph";
import { type Answer, some } from "./predicates";

/** Of the older two generations, with the name of their rule blocks. */
export const classicRuleBlocks: Readonly<Record<string, string>> = {
  aws_waf_web_acl: "rules",
  aws_wafregional_web_acl: "rule",
  aws_waf_rule_group: "activated_rule",
  aws_wafregional_rule_group: "activated_rule",
};

export function isClassic(node: ResourceNode): boolean {
  return Object.hasOwn(classicRuleBlocks, node.type);
}

/** The rules that the resource itself states. Blocks without content, which no provider takes, are none. */
export function rulesOf(node: ResourceNode): BlockList {
  const { items, unknown } = node.blocks(classicRuleBlocks[node.type] ?? "rule");
  const content = isClassic(node) ? ["rule_id", "priority", "action", "override_action"] : ["name", "statement"];
  const asText = node.get("rule_json").kind === "absent" ? undefined : "the rules are written as text in rule_json";
  return {
    items: items.filter((rule) => content.some((path) => rule.get(path).kind !== "absent")),
    unknown: unknown ?? asText,
  };
}

/** Whether one of the empty blocks that WAF uses as words (`none {}`, `block {}`) stands inside the block. */
export function says(view: Pick<BlockView, "blocks">, block: string, words: readonly string[]): Answer {
  const blocks = view.blocks(block);
  if (blocks.unknown !== undefined) return "unknown";
  return some(
    blocks.items.flatMap((item) =>
      words.map((word): Answer => {
        const { items, unknown } = item.blocks(word);
        if (items.length > 0) return "yes";
        return unknown === undefined ? "no" : "unknown";
      }),
    ),
  );
}
