import type { ResourceNode } from "../../graph/graph";
import type { CheckResult, Rule, RuleContext } from "../../rule";
import { frameworks, terraformInputs } from "../kit/frameworks";
import { verdict } from "../kit/judge";

/** The firewall records what it lets through and what it refuses. */
export const rule: Rule = {
  metadata: {
    id: "WAF-02",
    aliases: [],
    title: "The firewall records its decisions",
    control: "audit.web-firewall",
    severity: "medium",
    group: "audit-and-retention",
    inputs: terraformInputs,
    resourceTypes: ["aws_wafv2_web_acl"],
    rationale: "Counts alone do not show who attacked what; the record does, and CERT-In asks for it.",
    remediation: "Declare aws_wafv2_web_acl_logging_configuration with the ACL's ARN as resource_arn.",
    parameters: {},
    checks: [
      {
        id: "WAF-02.logging",
        title: "The web ACL has a logging configuration",
        severity: "medium",
        equivalents: { checkov: ["CKV2_AWS_31"], fsbp: ["WAF.11"] },
      },
    ],
    frameworks: frameworks({
      nist: ["AU-2", "AU-12"],
      iso: ["A.8.15"],
      dpdp: ["6(1)(c)"],
      certIn: ["(iv)"],
      digit: ["network"],
    }),
  },

  evaluate(node: ResourceNode, context: RuleContext): readonly CheckResult[] {
    if (node.mode === "data") return [];
    const helpers = context.graph.referrers(node, "aws_wafv2_web_acl_logging_configuration", "resource_arn");
    return [
      verdict(
        helpers.nodes.length > 0 ? "yes" : helpers.unresolved === undefined ? "no" : "unknown",
        {
          path: "arn",
          expected: "an aws_wafv2_web_acl_logging_configuration",
          actual: helpers.nodes[0]?.address ?? null,
          reason: helpers.unresolved,
        },
        {
          check: "WAF-02.logging",
          fails: "The firewall's decisions are not recorded",
          passes: "The firewall's decisions are recorded",
        },
        { related: helpers.nodes },
      ),
    ];
  },
};
