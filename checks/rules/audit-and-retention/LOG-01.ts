import type { ResourceNode } from "../../graph/graph";
import type { CheckResult, Rule, RuleContext } from "../../rule";
import { homesOf } from "../kit/carriedHome";
import { frameworks, terraformInputs } from "../kit/frameworks";
import { causeOf, shown, verdict } from "../kit/judge";
import { minimumRetention, retentionDays } from "../kit/parameters";
import { logGroupKeepsFor } from "../kit/retention";

const path = "retention_in_days";

/** Logs are kept for as long as the law asks. */
export const rule: Rule = {
  metadata: {
    id: "LOG-01",
    aliases: [],
    title: "Logs are kept for the retention that the law asks for",
    control: "audit.log-retention",
    severity: "medium",
    group: "audit-and-retention",
    inputs: terraformInputs,
    resourceTypes: ["aws_cloudwatch_log_group"],
    rationale:
      "The DPDP Rules ask for one year of logs of processing, CERT-In for 180 days; what has been erased before cannot be furnished.",
    remediation:
      "Set retention_in_days to at least the retention (365 is the smallest value of CloudWatch that meets one year), or to 0 to keep for ever.",
    parameters: { retentionDays },
    checks: [
      {
        id: "LOG-01.retention",
        title: "The log group keeps content long enough",
        severity: "medium",
        equivalents: { checkov: ["CKV_AWS_338"], fsbp: ["CloudWatch.16"] },
      },
    ],
    frameworks: frameworks({
      nist: ["AU-11"],
      iso: ["A.8.15", "A.5.33"],
      dpdp: ["6(1)(e)", "8(3)"],
      certIn: ["(iv)"],
      digit: ["compliance"],
    }),
  },

  evaluate(node: ResourceNode, context: RuleContext): readonly CheckResult[] {
    if (node.mode === "data") return [];
    const days = minimumRetention(context);
    const reading = node.get(path);
    const own = logGroupKeepsFor(node, days);
    // What is carried into a bucket is kept there, and the bucket's lifecycle is S3-08's to judge.
    const homes = own === "yes" ? [] : homesOf(node, context.graph);
    return [
      verdict(
        homes.length > 0 ? "yes" : own,
        { path, expected: `0 or >= ${days}`, actual: shown(node, path, reading), reason: causeOf(reading) },
        {
          check: "LOG-01.retention",
          fails: `Logs are erased before ${days} days`,
          passes:
            homes.length > 0
              ? "Logs are carried into a bucket and kept there"
              : `Logs are kept for at least ${days} days`,
        },
        { related: homes },
      ),
    ];
  },
};
