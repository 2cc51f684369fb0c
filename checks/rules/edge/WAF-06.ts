import type { BlockView, ResourceNode } from "../../graph/graph";
import type { Rule } from "../../rule";
import { frameworks, terraformInputs } from "../kit/frameworks";
import { verdict } from "../kit/judge";
import { type Answer, every, oneOf, orAbsent, some } from "../kit/predicates";
import { rulesOf, says } from "../kit/webAcl";

/** No single address may ask without limit. */
export const rule: Rule = {
  metadata: {
    id: "WAF-06",
    aliases: [],
    title: "Web firewalls limit the rate of each caller",
    control: "edge.rate-limit",
    severity: "medium",
    group: "edge",
    inputs: terraformInputs,
    resourceTypes: ["aws_wafv2_web_acl"],
    rationale:
      "Without a limit one caller can try passwords and one-time codes all day, read a register record by record, or keep everybody else out.",
    remediation:
      'Add a rule with statement.rate_based_statement, aggregate_key_type = "IP" (or "FORWARDED_IP" behind a proxy of one\'s own) and action { block {} }.',
    parameters: {},
    checks: [
      {
        id: "WAF-06.rate-limit",
        title: "A rate-based rule per address is in force",
        severity: "medium",
        equivalents: {},
      },
    ],
    frameworks: frameworks({ nist: ["SC-5"], iso: ["A.8.20"], dpdp: ["6(1)(b)"], digit: ["network"] }),
  },

  evaluate(node) {
    const { items, unknown } = rulesOf(node);
    return [
      verdict(
        some([...items.map(limits), ...items.map(limitsByGroup), unknown === undefined ? "no" : "unknown"]),
        {
          path: "rule",
          expected: "a rate_based_statement per address that blocks",
          actual: null,
          reason: unknown ?? "a part of a rule is not known",
        },
        {
          check: "WAF-06.rate-limit",
          fails: "One address may send any number of requests",
          passes: "The web firewall limits the rate of each address",
        },
      ),
    ];
  },
};

/** Left out, the key is the address. Counting alone limits nobody. */
function limits(rule: BlockView): Answer {
  const acts = says(rule, "action", ["block", "captcha", "challenge"]);
  return some(
    rule.blocks("statement[0].rate_based_statement").items.map((statement) => every([acts, isPerAddress(statement)])),
  );
}

function isPerAddress(statement: BlockView): Answer {
  return some([
    orAbsent(oneOf(["IP", "FORWARDED_IP"])).ask(statement.get("aggregate_key_type")),
    ...statement
      .blocks("custom_key")
      .items.map(
        (key): Answer => ([...key.blocks("ip").items, ...key.blocks("forwarded_ip").items].length > 0 ? "yes" : "no"),
      ),
  ]);
}

/** A rule group of one's own may hold the limit; one that is not among the inputs may too. */
function limitsByGroup(rule: BlockView): Answer {
  const references = rule.blocks("statement[0].rule_group_reference_statement").items;
  if (references.length === 0 || says(rule, "override_action", ["count"]) === "yes") return "no";
  const groups = references.flatMap((reference) => reference.references("arn").nodes).filter(isOwnGroup);
  if (groups.length === 0) return "unknown";
  return some(
    groups.flatMap((group) => {
      const { items, unknown } = rulesOf(group);
      return [...items.map(limits), unknown === undefined ? "no" : ("unknown" as const)];
    }),
  );
}

function isOwnGroup(node: ResourceNode): boolean {
  return node.type === "aws_wafv2_rule_group" && node.mode === "managed";
}
