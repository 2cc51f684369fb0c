import type { ResourceNode } from "../../graph/graph";
import { anything } from "../../reachability/core/traffic";
import type { CheckResult, Rule, RuleContext } from "../../rule";
import { groupsOf, storesBehind } from "../kit/dataStores";
import { frameworks, terraformInputs } from "../kit/frameworks";
import { consequenceOf, nothingMore } from "../kit/groupReach";
import { verdict } from "../kit/judge";
import { includesEverything } from "../kit/opening";
import { not } from "../kit/predicates";
import { answeredExposure, exposureFacts, securityGroupTypes } from "../kit/securityGroup";
import { tagOf } from "../kit/tags";

/** Nothing calls out to the whole world by all protocols, stores least of all. */
export const rule: Rule = {
  metadata: {
    id: "NET-03",
    aliases: [],
    title: "Nothing can send everything everywhere, stores least of all",
    control: "network-isolation.data-egress",
    severity: "medium",
    group: "network-isolation",
    inputs: terraformInputs,
    resourceTypes: securityGroupTypes("egress"),
    rationale:
      "An open way out turns a break-in into a leak of data. Stores answer, they do not call; other machines call few and known places.",
    remediation:
      "Remove the egress rule of protocol -1 to 0.0.0.0/0 and ::/0; where a machine has to call out, name protocol, from_port and to_port, and better the ranges too (cidr_blocks, cidr_ipv4).",
    parameters: {},
    checks: [
      {
        id: "NET-03.data-egress",
        title: "Groups of stores have no egress of all protocols to the world",
        severity: "medium",
        equivalents: { checkov: ["CKV_AWS_382"], trivy: ["AVD-AWS-0104"] },
      },
      {
        id: "NET-03.other-egress",
        title: "Groups of other machines have no egress of all protocols to the world",
        severity: "low",
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
    const ofStore = groupsOf(node).groups.some((group) => isOfStore(group, context));
    const whose = ofStore ? "of a store " : "";
    const found = answeredExposure(context.graph, node, "egress", includesEverything);
    if (!found) return [];
    const { related, ...facts } = exposureFacts(node, "egress", found);
    const then = found.answer === "yes" ? consequenceOf(context.graph, node, "egress", [anything]) : nothingMore;
    return [
      verdict(
        not(found.answer),
        { ...facts, expected: "no egress of all protocols to the world" },
        {
          check: ofStore ? "NET-03.data-egress" : "NET-03.other-egress",
          fails: `The security group ${whose}lets everything out to the world${then.words}`,
          passes: `The security group ${whose}does not let everything out to the world`,
        },
        { related: [...related, ...then.related] },
      ),
    ];
  },
};

function isOfStore(group: ResourceNode, context: RuleContext): boolean {
  if (storesBehind(context.graph, group).length > 0) return true;
  const tier = tagOf(group, "tier");
  return tier.kind === "value" && tier.value === "data";
}
