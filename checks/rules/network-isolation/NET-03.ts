import type { ResourceNode } from "../../graph/graph";
import type { CheckResult, Rule, RuleContext } from "../../rule";
import { groupsOf, storesBehind } from "../kit/dataStores";
import { frameworks, terraformInputs } from "../kit/frameworks";
import { verdict } from "../kit/judge";
import { not } from "../kit/predicates";
import { answeredExposure, exposureFacts, includesEverything, securityGroupTypes } from "../kit/securityGroup";
import { tagOf } from "../kit/tags";

/** Stores do not call out to the world. */
export const rule: Rule = {
  metadata: {
    id: "NET-03",
    aliases: [],
    title: "Stores cannot send everything everywhere",
    control: "network-isolation.data-egress",
    severity: "medium",
    group: "network-isolation",
    inputs: terraformInputs,
    resourceTypes: securityGroupTypes("egress"),
    rationale: "An open way out turns a break-in at a store into a leak of its data; stores answer, they do not call.",
    remediation: "Remove the egress rule of protocol -1 to 0.0.0.0/0 and ::/0 from the security groups of stores.",
    parameters: {},
    checks: [
      {
        id: "NET-03.data-egress",
        title: "Groups of stores have no egress of all protocols to the world",
        severity: "medium",
        equivalents: { checkov: ["CKV_AWS_382"], trivy: ["AVD-AWS-0104"] },
      },
    ],
    frameworks: frameworks({
      nist: ["SC-7(5)"],
      iso: ["A.8.20", "A.8.12"],
      dpdp: ["6(1)(b)"],
      digit: ["network"],
    }),
  },

  evaluate(node: ResourceNode, context: RuleContext): readonly CheckResult[] {
    const { groups } = groupsOf(node);
    if (!groups.some((group) => isOfStore(group, context))) return [];
    const found = answeredExposure(context.graph, node, "egress", includesEverything);
    if (!found) return [];
    const { related, ...facts } = exposureFacts(node, "egress", found);
    return [
      verdict(
        not(found.answer),
        { ...facts, expected: "no egress of all protocols to the world" },
        {
          check: "NET-03.data-egress",
          fails: "The security group of a store lets everything out to the world",
          passes: "The security group of the store does not let everything out to the world",
        },
        { related },
      ),
    ];
  },
};

function isOfStore(group: ResourceNode, context: RuleContext): boolean {
  if (storesBehind(context.graph, group).length > 0) return true;
  const tier = tagOf(group, "tier");
  return tier.kind === "value" && tier.value === "data";
}
