import type { Rule } from "../../rule";

/**
 * The rule for resources that the input itself manages. A data source of the same type shows what somebody else's
 * resource answered, of which the source says nothing and the plan only a part: no verdict on what a rule here asks.
 */
export function managedOnly(rule: Rule): Rule {
  return {
    metadata: rule.metadata,
    evaluate: (node, context) => (node.mode === "managed" ? rule.evaluate(node, context) : []),
  };
}
