import type { BlockView, ResourceNode } from "../../graph/graph";
import type { Rule } from "../../rule";
import { frameworks, terraformInputs } from "../kit/frameworks";
import { verdict } from "../kit/judge";
import { type Answer, every, isSet, some, yesIf } from "../kit/predicates";
import { classicRuleBlocks, isClassic, rulesOf, says } from "../kit/webAcl";

/** A rule of a web firewall does something to what it matches. */
export const rule: Rule = {
  metadata: {
    id: "WAF-05",
    aliases: [],
    title: "Rules of web firewalls have actions",
    control: "edge.web-firewall-actions",
    severity: "low",
    group: "edge",
    inputs: terraformInputs,
    resourceTypes: ["aws_wafv2_web_acl", "aws_wafv2_rule_group", ...Object.keys(classicRuleBlocks)],
    rationale: "A rule that says nothing of what to do with a match protects nothing, and looks as if it did.",
    remediation:
      "Set action (allow, block, count, captcha or challenge) in each rule with a statement of its own, and override_action (none or count) in each rule of a rule group; action.type in rules of the older generations.",
    parameters: {},
    checks: [
      {
        id: "WAF-05.actions",
        title: "Every rule has an action or an override action",
        severity: "low",
        equivalents: { checkov: ["CKV_AWS_342"] },
      },
    ],
    frameworks: frameworks({ nist: ["CM-6"], iso: ["A.8.9"], dpdp: ["6(1)(b)"], digit: ["network"] }),
  },

  evaluate(node) {
    const { items, unknown } = rulesOf(node);
    if (items.length === 0 && unknown === undefined) return [];
    const answers = items.map((rule) => ({ rule, answer: hasAction(node, rule) }));
    const first = answers.find(({ answer }) => answer === "no") ?? answers.find(({ answer }) => answer === "unknown");
    return [
      verdict(
        every([...answers.map(({ answer }) => answer), unknown === undefined ? "yes" : "unknown"]),
        {
          path: first?.rule.path ?? "rule",
          expected: "action or override_action",
          actual: null,
          reason: unknown ?? "the action of a rule is not known",
        },
        {
          check: "WAF-05.actions",
          fails: "A rule of the web firewall has no action",
          passes: "Every rule of the web firewall has an action",
        },
      ),
    ];
  },
};

function hasAction(node: ResourceNode, rule: BlockView): Answer {
  if (isClassic(node)) {
    return some(["action[0].type", "override_action[0].type"].map((path) => isSet().ask(rule.get(path))));
  }
  return some([
    says(rule, "action", ["allow", "block", "count", "captcha", "challenge"]),
    says(rule, "override_action", ["none", "count"]),
    // A managed group brings the actions of its rules with it.
    yesIf(rule.blocks("statement[0].managed_rule_group_statement").items.length > 0),
  ]);
}
