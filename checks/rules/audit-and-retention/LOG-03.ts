import type { ResourceNode } from "../../graph/graph";
import type { CheckResult, Rule, RuleContext } from "../../rule";
import { frameworks, terraformInputs } from "../kit/frameworks";
import { judge } from "../kit/judge";
import { isSet, isTrue, orAbsent } from "../kit/predicates";

const composite = "aws_cloudwatch_composite_alarm";

/** An alarm tells somebody. */
export const rule: Rule = {
  metadata: {
    id: "LOG-03",
    aliases: [],
    title: "Alarms tell somebody",
    control: "audit.alarm-actions",
    severity: "low",
    group: "audit-and-retention",
    inputs: terraformInputs,
    resourceTypes: ["aws_cloudwatch_metric_alarm", composite],
    rationale:
      "An alarm that changes its state in silence is noticed after the six hours that CERT-In gives to report.",
    remediation: "Leave out actions_enabled, or set it to true, and name a topic in alarm_actions.",
    parameters: {},
    checks: [
      {
        id: "LOG-03.actions-enabled",
        title: "Actions of the alarm are not switched off",
        severity: "low",
        equivalents: { checkov: ["CKV_AWS_319"], fsbp: ["CloudWatch.17"] },
      },
      {
        id: "LOG-03.actions",
        title: "The alarm has an action",
        severity: "low",
        equivalents: { fsbp: ["CloudWatch.15"] },
      },
    ],
    frameworks: frameworks({ nist: ["SI-4"], iso: ["A.8.16"], dpdp: ["6(1)(c)"], digit: ["incident"] }),
  },

  evaluate(node: ResourceNode, context: RuleContext): readonly CheckResult[] {
    if (node.mode === "data") return [];
    const enabled = judge(node, "actions_enabled", orAbsent(isTrue()), {
      check: "LOG-03.actions-enabled",
      fails: "The alarm's actions are switched off",
      passes: "The alarm's actions are switched on",
    });
    // What feeds a composite alarm leaves the telling to it.
    if (isPartOfComposite(node, context)) return [enabled];
    return [
      enabled,
      judge(node, "alarm_actions", isSet("a topic or another action"), {
        check: "LOG-03.actions",
        fails: "The alarm tells nobody",
        passes: "The alarm tells somebody",
      }),
    ];
  },
};

function isPartOfComposite(node: ResourceNode, { graph }: RuleContext): boolean {
  if (node.type === composite) return false;
  if (graph.referrers(node, composite, "alarm_rule").nodes.length > 0) return true;
  const name = node.get("alarm_name");
  if (name.kind !== "known" || typeof name.value !== "string") return false;
  const quoted = `"${name.value}"`;
  return graph.ofType(composite).some((one) => {
    const rule = one.get("alarm_rule");
    return rule.kind === "known" && String(rule.value).includes(quoted);
  });
}
