import type { ResourceNode } from "../../graph/graph";
import type { CheckResult, Rule, RuleContext } from "../../rule";
import { frameworks, terraformInputs } from "../kit/frameworks";
import { causeOf, verdict } from "../kit/judge";
import { isApplicationBalancer, isInternetFacing } from "../kit/loadBalancer";
import { type Answer, every, not, some } from "../kit/predicates";

/** Of both generations that load balancers take. */
const associations = ["aws_wafv2_web_acl_association", "aws_wafregional_web_acl_association"];

/** Every load balancer that serves the internet stands behind a web application firewall. */
export const rule: Rule = {
  metadata: {
    id: "WAF-01",
    aliases: [],
    title: "Load balancers of the internet stand behind a web firewall",
    control: "edge.web-firewall",
    severity: "high",
    group: "edge",
    inputs: terraformInputs,
    resourceTypes: ["aws_lb"],
    rationale:
      "Scanners and exploits reach a public load balancer from its first minute; without a firewall before it each service has to withstand all of them alone.",
    remediation:
      "Declare aws_wafv2_web_acl_association with resource_arn = the load balancer's arn and web_acl_arn = that of a REGIONAL aws_wafv2_web_acl; or set internal = true.",
    parameters: {},
    checks: [
      {
        id: "WAF-01.web-acl",
        title: "An internet-facing application load balancer has a web ACL",
        severity: "high",
        equivalents: { checkov: ["CKV2_AWS_28"] },
      },
    ],
    frameworks: frameworks({
      nist: ["SC-7", "AC-4(21)"],
      iso: ["A.8.20", "A.8.23"],
      dpdp: ["6(1)(b)"],
      digit: ["network"],
    }),
  },

  evaluate(node: ResourceNode, context: RuleContext): readonly CheckResult[] {
    const kind = isApplicationBalancer(node);
    const facing = isInternetFacing(node);
    if (kind === "no" || facing === "no") return [];
    const found = associations.map((type) => context.graph.referrers(node, type, "resource_arn"));
    const nodes = found.flatMap((one) => one.nodes);
    const unresolved = found.find((one) => one.unresolved !== undefined)?.unresolved;
    const associated: Answer = nodes.length > 0 ? "yes" : unresolved === undefined ? "no" : "unknown";
    return [
      verdict(
        some([associated, not(every([kind, facing]))]),
        {
          path: "arn",
          expected: "an aws_wafv2_web_acl_association",
          actual: nodes[0]?.address ?? null,
          reason: unresolved ?? causeOf(node.get("internal")) ?? causeOf(node.get("load_balancer_type")),
        },
        {
          check: "WAF-01.web-acl",
          fails: "The load balancer serves the internet without a web firewall",
          passes: "The load balancer stands behind a web firewall",
        },
        { related: nodes },
      ),
    ];
  },
};
