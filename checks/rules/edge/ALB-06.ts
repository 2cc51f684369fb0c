import type { Rule } from "../../rule";
import { frameworks, terraformInputs } from "../kit/frameworks";
import { judge } from "../kit/judge";
import { isApplicationBalancer } from "../kit/loadBalancer";
import { oneOf, orAbsent } from "../kit/predicates";

/** Load balancers refuse requests that could be read in two ways. */
export const rule: Rule = {
  metadata: {
    id: "ALB-06",
    aliases: [],
    title: "Load balancers refuse ambiguous requests",
    control: "edge.request-smuggling",
    severity: "low",
    group: "edge",
    inputs: terraformInputs,
    resourceTypes: ["aws_lb", "aws_elb"],
    rationale:
      "With monitor, requests that load balancer and service may take apart differently are only counted, so one caller's request can ride on another's.",
    remediation: 'Set desync_mitigation_mode = "defensive" (the default) or "strictest".',
    parameters: {},
    checks: [
      {
        id: "ALB-06.desync-mitigation",
        title: "Desync mitigation is defensive or strictest",
        severity: "low",
        equivalents: { checkov: ["CKV_AWS_328"], fsbp: ["ELB.12", "ELB.14"] },
      },
    ],
    frameworks: frameworks({ nist: ["SI-10"], iso: ["A.8.20"], dpdp: ["6(1)(b)"], digit: ["network"] }),
  },

  evaluate(node) {
    if (node.type === "aws_lb" && isApplicationBalancer(node) === "no") return [];
    return [
      judge(node, "desync_mitigation_mode", orAbsent(oneOf(["defensive", "strictest"])), {
        check: "ALB-06.desync-mitigation",
        fails: "Ambiguous requests reach the services",
        passes: "Ambiguous requests are refused",
      }),
    ];
  },
};
