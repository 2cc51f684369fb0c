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

/**
 * A rule over what is managed, and over some types that are read as data, where the input holds what was read: a plan and
 * a state do, a source cannot.
 */
export function managedOrRead(rule: Rule, readTypes: readonly string[]): Rule {
  const wasRead: Rule["evaluate"] = (node, context) => {
    const kind = context.graph.inputs[node.input]?.kind;
    const holds = (kind === "plan" || kind === "state") && readTypes.includes(node.type);
    return holds ? rule.evaluate(node, context) : [];
  };
  return {
    metadata: rule.metadata,
    evaluate: (node, context) => (node.mode === "managed" ? rule.evaluate(node, context) : wasRead(node, context)),
  };
}
