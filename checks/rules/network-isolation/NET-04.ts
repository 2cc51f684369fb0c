import type { Reading, ResourceNode } from "../../graph/graph";
import type { CheckResult, Rule } from "../../rule";
import { frameworks, terraformInputs } from "../kit/frameworks";
import { judge, verdict } from "../kit/judge";
import { type Answer, every, isSet, type Predicate } from "../kit/predicates";
import { ruleBlocksOf } from "../kit/securityGroup";

/** The provider writes this where nothing is said, so it says nothing. */
const byTerraform = "Managed by Terraform";

const described: Predicate = {
  expected: "a description of one's own",
  ask: (reading) => (isDefault(reading) ? "no" : isSet().ask(reading)),
};

function isDefault(reading: Reading): boolean {
  return reading.kind !== "absent" && reading.kind !== "unknown" && reading.value === byTerraform;
}

const groupTypes = [
  "aws_security_group",
  "aws_db_security_group",
  "aws_elasticache_security_group",
  "aws_redshift_security_group",
];
const ruleTypes = [
  "aws_security_group_rule",
  "aws_vpc_security_group_ingress_rule",
  "aws_vpc_security_group_egress_rule",
];

/** Security groups and their rules say what they are for. */
export const rule: Rule = {
  metadata: {
    id: "NET-04",
    aliases: [],
    title: "Security groups and their rules say what they are for",
    control: "network-isolation.descriptions",
    severity: "low",
    group: "network-isolation",
    inputs: terraformInputs,
    resourceTypes: [...groupTypes, "aws_default_security_group", ...ruleTypes],
    rationale: "An opening whose purpose nobody wrote down is never closed, because nobody dares to.",
    remediation:
      "Set description on aws_security_group (in place of the provider's own words), on each of its ingress and egress blocks, and on each rule resource.",
    parameters: {},
    checks: [
      {
        id: "NET-04.group",
        title: "The group has a description",
        severity: "low",
        equivalents: { checkov: ["CKV_AWS_23"], trivy: ["AVD-AWS-0099"] },
      },
      {
        id: "NET-04.rule",
        title: "Every rule has a description",
        severity: "low",
        equivalents: { checkov: ["CKV_AWS_23"], trivy: ["AVD-AWS-0124"] },
      },
    ],
    frameworks: frameworks({ nist: ["CM-8"], iso: ["A.8.9"], dpdp: ["6(1)(b)"], digit: ["network"] }),
  },

  evaluate(node: ResourceNode): readonly CheckResult[] {
    if (ruleTypes.includes(node.type)) {
      return [judge(node, "description", described, { check: "NET-04.rule", fails: "The rule has no description" })];
    }
    const inline = judgeInline(node);
    // A default group's own description is AWS's and cannot be changed.
    if (!groupTypes.includes(node.type)) return inline;
    return [
      judge(node, "description", described, { check: "NET-04.group", fails: "The security group has no description" }),
      ...inline,
    ];
  },
};

function judgeInline(node: ResourceNode): readonly CheckResult[] {
  const { items, unknown } = ruleBlocksOf(node);
  if (items.length === 0 && unknown === undefined) return [];
  const answers = items.map((view) => ({ view, answer: described.ask(view.get("description")) }));
  const decisive = answers.find(({ answer }) => answer === "no") ?? answers.find(({ answer }) => answer === "unknown");
  const rest: Answer = unknown === undefined ? "yes" : "unknown";
  return [
    verdict(
      every([...answers.map(({ answer }) => answer), rest]),
      {
        path: decisive ? `${decisive.view.path}.description` : "ingress",
        expected: described.expected,
        actual: null,
        reason: unknown ?? "a description is not known",
      },
      {
        check: "NET-04.rule",
        fails: "A rule of the group has no description",
        passes: "Every rule of the group has a description",
      },
    ),
  ];
}
