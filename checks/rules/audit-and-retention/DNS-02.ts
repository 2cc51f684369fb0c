import type { ResourceNode } from "../../graph/graph";
import type { CheckResult, Rule, RuleContext } from "../../rule";
import { frameworks, terraformInputs } from "../kit/frameworks";
import { verdict } from "../kit/judge";

/** Queries to public zones are recorded. */
export const rule: Rule = {
  metadata: {
    id: "DNS-02",
    aliases: [],
    title: "Queries to public zones are recorded",
    control: "audit.names",
    severity: "low",
    group: "audit-and-retention",
    inputs: terraformInputs,
    resourceTypes: ["aws_route53_zone"],
    rationale: "Queries show who explores the platform's names, and names that were taken over.",
    remediation:
      "Declare aws_route53_query_log with the zone's zone_id and a log group in us-east-1, the only region that takes these logs; LOG-04 says how to carry them home.",
    parameters: {},
    checks: [
      {
        id: "DNS-02.query-log",
        title: "The public zone has a query log",
        severity: "low",
        equivalents: { checkov: ["CKV2_AWS_39"], fsbp: ["Route53.2"] },
      },
    ],
    frameworks: frameworks({ nist: ["AU-12"], iso: ["A.8.15"], dpdp: ["6(1)(c)"], digit: ["network"] }),
  },

  evaluate(node: ResourceNode, { graph }: RuleContext): readonly CheckResult[] {
    if (node.mode === "data") return [];
    const networks = node.blocks("vpc");
    // A zone inside networks is private; the resolver's own log covers those.
    if (networks.items.length > 0) return [];
    const logs = graph.referrers(node, "aws_route53_query_log", "zone_id");
    const open = logs.unresolved ?? networks.unknown;
    return [
      verdict(
        logs.nodes.length > 0 ? "yes" : open === undefined ? "no" : "unknown",
        {
          path: "zone_id",
          expected: "an aws_route53_query_log of the zone",
          actual: logs.nodes[0]?.address ?? null,
          reason: open,
        },
        {
          check: "DNS-02.query-log",
          fails: "Queries to the public zone are not recorded",
          passes: "Queries to the public zone are recorded",
        },
        { related: logs.nodes },
      ),
    ];
  },
};
