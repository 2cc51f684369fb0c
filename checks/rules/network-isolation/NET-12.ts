import type { ResourceNode } from "../../graph/graph";
import type { CheckResult, Rule, RuleContext } from "../../rule";
import { isWithin, reachesInternet } from "../kit/cidr";
import { groupsOf } from "../kit/dataStores";
import { frameworks, terraformInputs } from "../kit/frameworks";
import { verdict } from "../kit/judge";
import type { Opening } from "../kit/opening";
import { declaredEgress, stringsOf } from "../kit/parameters";
import type { Answer } from "../kit/predicates";
import { openingsOf, securityGroupTypes } from "../kit/securityGroup";

/** Workloads and stores reach only those third parties that the register names. */
export const rule: Rule = {
  metadata: {
    id: "NET-12",
    aliases: [],
    title: "Traffic out of the platform goes to declared integrations only",
    control: "network-isolation.egress",
    severity: "medium",
    group: "network-isolation",
    inputs: terraformInputs,
    resourceTypes: securityGroupTypes("egress"),
    rationale:
      "Personal data leaves a platform by the connections that it may open. A destination that nobody declared is one that no contract, purpose or country was ever checked for.",
    remediation:
      "Limit egress to the network's range, to security groups and prefix lists; declare a third party's ranges under integrations (parameter declaredEgress).",
    parameters: { declaredEgress },
    checks: [
      {
        id: "NET-12.declared-egress",
        title: "Egress outside private ranges is declared",
        severity: "medium",
        equivalents: {},
      },
    ],
    frameworks: frameworks({
      nist: ["SC-7(5)", "AC-4"],
      iso: ["A.8.20", "A.5.19"],
      dpdp: ["6(1)(b)"],
      digit: ["network", "thirdParty"],
    }),
  },

  evaluate(node: ResourceNode, context: RuleContext): readonly CheckResult[] {
    if (isEdgeOnly(node, context)) return [];
    const openings = openingsOf(node, "egress");
    if (node.type === "aws_security_group_rule" && openings.items.length === 0 && openings.unknown === undefined)
      return [];
    const declared = stringsOf(context, "declaredEgress");
    const strange = openings.items.filter((opening) => undeclared(opening, declared).length > 0);
    const doubtful = openings.items.find((opening) => opening.open !== undefined);
    const reason = doubtful?.open ?? openings.unknown;
    const answer: Answer = strange.length > 0 ? "no" : reason === undefined ? "yes" : "unknown";
    return [
      verdict(
        answer,
        {
          path: (strange[0] ?? doubtful)?.path ?? "egress",
          expected: ["private ranges", ...declared],
          actual: strange.flatMap((opening) => undeclared(opening, declared)),
          reason,
        },
        {
          check: "NET-12.declared-egress",
          fails: "Traffic may leave for destinations that no one declared",
          passes: "Traffic leaves for private ranges, groups, prefix lists and declared third parties only",
        },
      ),
    ];
  },
};

function undeclared(opening: Opening, declared: readonly string[]): readonly string[] {
  return opening.cidrs.filter((cidr) => reachesInternet([cidr]) && !isWithin(cidr, declared));
}

/** A load balancer's group belongs to the edge, which answers callers and is judged by WAF and listener rules. */
function isEdgeOnly(node: ResourceNode, context: RuleContext): boolean {
  const { groups } = groupsOf(node);
  return (
    groups.length > 0 &&
    groups.every((group) => context.graph.referrers(group, "aws_lb", "security_groups").nodes.length > 0)
  );
}
