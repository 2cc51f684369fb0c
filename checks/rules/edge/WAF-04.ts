import type { BlockView, ResourceGraph, ResourceNode } from "../../graph/graph";
import type { CheckResult, Rule } from "../../rule";
import { frameworks, terraformInputs } from "../kit/frameworks";
import { type Context, verdict, type Words } from "../kit/judge";
import { isInternetFacing } from "../kit/loadBalancer";
import { type Answer, equals, every, not, type Predicate, some, yesIf } from "../kit/predicates";
import { rulesOf, says } from "../kit/webAcl";

const group = "AWSManagedRulesKnownBadInputsRuleSet";
const statement = "statement[0].managed_rule_group_statement";

/** The managed rules against known exploits, those of Log4j among them, are there and block. */
export const rule: Rule = {
  metadata: {
    id: "WAF-04",
    aliases: [],
    title: "Web firewalls refuse known exploits",
    control: "edge.known-exploits",
    severity: "medium",
    group: "edge",
    inputs: terraformInputs,
    resourceTypes: ["aws_wafv2_web_acl", "aws_lb"],
    rationale:
      "Requests that exploit Log4j and its like go round the internet for years after a hole was closed; AWS keeps the patterns current, in this group.",
    remediation:
      'Add a rule with statement.managed_rule_group_statement of vendor_name "AWS" and name "AWSManagedRulesKnownBadInputsRuleSet", with override_action { none {} }, and exclude or override none of its Log4JRCE rules.',
    parameters: {},
    checks: [
      {
        id: "WAF-04.known-bad-inputs",
        title: "The web ACL has the group of known bad inputs, in force",
        severity: "medium",
        equivalents: { checkov: ["CKV_AWS_192"] },
      },
      {
        id: "WAF-04.load-balancer",
        title: "The web ACL of a load balancer has the group of known bad inputs, in force",
        severity: "medium",
        equivalents: { checkov: ["CKV2_AWS_76"] },
      },
    ],
    frameworks: frameworks({ nist: ["SI-10", "SC-7"], iso: ["A.8.8"], dpdp: ["6(1)(b)"], digit: ["vulnerability"] }),
  },

  evaluate(node, { graph }) {
    return node.type === "aws_lb" ? judgeBalancer(node, graph) : [judgeAcl(node, aclWords, {})];
  },
};

const aclWords: Words = {
  check: "WAF-04.known-bad-inputs",
  fails: "The web firewall lets known exploits through",
  passes: "The web firewall refuses known exploits",
};

const balancerWords: Words = { ...aclWords, check: "WAF-04.load-balancer" };

function judgeAcl(acl: ResourceNode, words: Words, context: Context): CheckResult {
  const { items, unknown } = rulesOf(acl);
  return verdict(
    some([...items.map(refusesKnownExploits), unknown === undefined ? "no" : "unknown"]),
    { path: "rule", expected: group, actual: null, reason: unknown ?? "a part of a rule is not known" },
    words,
    context,
  );
}

function refusesKnownExploits(rule: BlockView): Answer {
  return some(
    rule
      .blocks(statement)
      .items.map((managed) =>
        every([
          equals(group).ask(managed.get("name")),
          not(says(rule, "override_action", ["count"])),
          log4jBlocks(managed),
        ]),
      ),
  );
}

/** The group has one such rule for each part of a request; excluding a rule is an older word for counting. */
const isLog4j: Predicate = {
  expected: "a rule that stays in force",
  ask: (reading) => {
    if (reading.kind === "unknown") return "unknown";
    return yesIf(reading.kind !== "absent" && typeof reading.value === "string" && /^Log4J/i.test(reading.value));
  },
};

function log4jBlocks(managed: BlockView): Answer {
  const excluded = managed.blocks("excluded_rule").items.map((one) => isLog4j.ask(one.get("name")));
  const overridden = managed
    .blocks("rule_action_override")
    .items.map((one) => every([isLog4j.ask(one.get("name")), says(one, "action_to_use", ["count", "allow"])]));
  return not(some([...excluded, ...overridden]));
}

/** Only where there is a web ACL: that there should be one is WAF-01's to say. */
function judgeBalancer(balancer: ResourceNode, graph: ResourceGraph): CheckResult[] {
  if (isInternetFacing(balancer) === "no") return [];
  const acls = graph
    .referrers(balancer, "aws_wafv2_web_acl_association", "resource_arn")
    .nodes.flatMap((association) => association.references("web_acl_arn").nodes)
    .filter((target) => target.type === "aws_wafv2_web_acl" && target.mode === "managed");
  return acls.map((acl) => judgeAcl(acl, balancerWords, { resource: balancer, related: [acl] }));
}
