import type { ResourceNode } from "../../graph/graph";
import type { CheckResult, Rule } from "../../rule";
import { frameworks, terraformInputs } from "../kit/frameworks";
import { judge } from "../kit/judge";
import { isFalse, orAbsent } from "../kit/predicates";
import { tagOf } from "../kit/tags";

/** Only subnets of the edge may give out public addresses by themselves. */
export const rule: Rule = {
  metadata: {
    id: "NET-08",
    aliases: [],
    title: "Subnets behind the edge give out no public addresses",
    control: "network-isolation.public-addresses",
    severity: "medium",
    group: "network-isolation",
    inputs: terraformInputs,
    resourceTypes: ["aws_subnet"],
    rationale:
      "Where addresses are given out by the subnet, a machine becomes public without anyone having asked for it.",
    remediation:
      "Set map_public_ip_on_launch = false; a subnet of the edge is tagged tier = edge or kubernetes.io/role/elb = 1.",
    parameters: {},
    checks: [
      {
        id: "NET-08.public-addresses",
        title: "No public addresses by default",
        severity: "medium",
        equivalents: { checkov: ["CKV_AWS_130"], trivy: ["AVD-AWS-0164"], fsbp: ["EC2.15"] },
      },
    ],
    frameworks: frameworks({
      nist: ["SC-7", "AC-4(21)"],
      iso: ["A.8.22"],
      dpdp: ["6(1)(b)"],
      digit: ["network"],
    }),
  },

  evaluate(node: ResourceNode): readonly CheckResult[] {
    if (isEdge(node)) return [];
    return [
      judge(node, "map_public_ip_on_launch", orAbsent(isFalse()), {
        check: "NET-08.public-addresses",
        fails: "Machines started in the subnet get public addresses",
        passes: "Machines started in the subnet get no public addresses",
      }),
    ];
  },
};

function isEdge(node: ResourceNode): boolean {
  const tier = tagOf(node, "tier");
  if (tier.kind === "value" && (tier.value === "edge" || tier.value === "public")) return true;
  const role = tagOf(node, "kubernetes.io/role/elb");
  return role.kind === "value" && role.value === "1";
}
