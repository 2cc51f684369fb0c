import type { ResourceNode } from "../../graph/graph";
import type { CheckResult, Rule } from "../../rule";
import { frameworks, terraformInputs } from "../kit/frameworks";
import { judge, verdict } from "../kit/judge";
import { type Answer, isSet } from "../kit/predicates";
import { isClassic, rulesOf, says } from "../kit/webAcl";

/** A web firewall has rules, and says what becomes of a request that none of them matches. */
export const rule: Rule = {
  metadata: {
    id: "WAF-03",
    aliases: [],
    title: "Web firewalls have rules",
    control: "edge.web-firewall-rules",
    severity: "medium",
    group: "edge",
    inputs: terraformInputs,
    resourceTypes: ["aws_wafv2_web_acl", "aws_waf_web_acl", "aws_wafregional_web_acl"],
    rationale: "A firewall without rules does to every request what its default action says: it only looks like one.",
    remediation:
      "Add a rule block with a managed_rule_group_statement or a statement of one's own, and exactly one of allow and block in default_action.",
    parameters: {},
    checks: [
      {
        id: "WAF-03.rules",
        title: "The web ACL has at least one rule or rule group",
        severity: "medium",
        equivalents: { checkov: ["CKV_AWS_175"], fsbp: ["WAF.10"] },
      },
      {
        id: "WAF-03.default-action",
        title: "The default action is stated",
        severity: "medium",
        equivalents: {},
      },
    ],
    frameworks: frameworks({ nist: ["SC-7"], iso: ["A.8.20"], dpdp: ["6(1)(b)"], digit: ["network"] }),
  },

  evaluate: (node) => [judgeRules(node), judgeDefault(node)],
};

function judgeRules(node: ResourceNode): CheckResult {
  const { items, unknown } = rulesOf(node);
  const answer: Answer = items.length > 0 ? "yes" : unknown === undefined ? "no" : "unknown";
  return verdict(
    answer,
    { path: "rule", expected: "at least one rule", actual: items.length, reason: unknown },
    {
      check: "WAF-03.rules",
      fails: "The web firewall has no rules, so it lets everything through or nothing",
      passes: "The web firewall has rules",
    },
  );
}

function judgeDefault(node: ResourceNode): CheckResult {
  const words = { check: "WAF-03.default-action", fails: "What becomes of other requests is not stated" };
  if (isClassic(node)) return judge(node, "default_action[0].type", isSet("ALLOW or BLOCK"), words);
  return verdict(
    says(node, "default_action", ["allow", "block"]),
    { path: "default_action", expected: "allow or block", actual: null, reason: "the default action is not known" },
    words,
  );
}
