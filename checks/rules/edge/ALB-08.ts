import type { ResourceNode } from "../../graph/graph";
import type { CheckResult, Rule, RuleContext } from "../../rule";
import { frameworks, terraformInputs } from "../kit/frameworks";
import { causeOf, shown, verdict } from "../kit/judge";
import { isInternetFacing } from "../kit/loadBalancer";
import { stringsOf } from "../kit/parameters";
import { equals, not } from "../kit/predicates";
import { tagOf } from "../kit/tags";

const path = "internal";

/** Whatever serves the internet was meant to. */
export const rule: Rule = {
  metadata: {
    id: "ALB-08",
    aliases: [],
    title: "Only declared load balancers serve the internet",
    control: "edge.internet-facing",
    severity: "medium",
    group: "edge",
    inputs: terraformInputs,
    resourceTypes: ["aws_lb", "aws_elb"],
    rationale:
      "Left to itself a load balancer faces the internet. Each one that does is a door to watch over, and should be known to those who do.",
    remediation:
      "Set internal = true; where the load balancer is a door of the platform, name it in the parameter declaredEdges, or tag it tier = edge.",
    parameters: {
      declaredEdges: {
        description: "Load balancers that are meant to serve the internet, by name or Terraform address",
        default: [],
      },
    },
    checks: [
      {
        id: "ALB-08.declared",
        title: "An internet-facing load balancer is declared as one",
        severity: "medium",
        equivalents: { trivy: ["AVD-AWS-0053"] },
      },
    ],
    frameworks: frameworks({ nist: ["SC-7"], iso: ["A.8.20"], dpdp: ["6(1)(b)"], digit: ["network"] }),
  },

  evaluate(node: ResourceNode, context: RuleContext): readonly CheckResult[] {
    // A gateway load balancer hands packets to appliances and has no address of its own.
    if (equals("gateway").ask(node.get("load_balancer_type")) === "yes") return [];
    const facing = isInternetFacing(node);
    const reading = node.get(path);
    return [
      verdict(
        facing !== "no" && isDeclared(node, context) ? "yes" : not(facing),
        {
          path,
          expected: "true, or a declared edge",
          actual: shown(node, path, reading),
          reason: causeOf(reading),
        },
        {
          check: "ALB-08.declared",
          fails: "The load balancer serves the internet, and nobody declared that it should",
          passes: facing === "no" ? "The load balancer serves the inside only" : "The load balancer is a declared edge",
        },
      ),
    ];
  },
};

function isDeclared(node: ResourceNode, context: RuleContext): boolean {
  const declared = stringsOf(context, "declaredEdges");
  const tier = tagOf(node, "tier");
  if (tier.kind === "value" && (tier.value === "edge" || tier.value === "public")) return true;
  const name = node.get("name");
  const names = [node.address, ...(name.kind === "known" && typeof name.value === "string" ? [name.value] : [])];
  return names.some((one) => declared.includes(one));
}
