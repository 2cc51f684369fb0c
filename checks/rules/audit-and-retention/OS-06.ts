import type { Rule } from "../../rule";
import { frameworks, terraformInputs } from "../kit/frameworks";
import { verdict } from "../kit/judge";
import { publishes, publishingFacts } from "../kit/searchLogs";

const types = ["ES_APPLICATION_LOGS", "INDEX_SLOW_LOGS", "SEARCH_SLOW_LOGS"];

/** Search domains publish what goes wrong and what is slow. */
export const rule: Rule = {
  metadata: {
    id: "OS-06",
    aliases: [],
    title: "Search domains publish their logs",
    control: "audit.search",
    severity: "medium",
    group: "audit-and-retention",
    inputs: terraformInputs,
    resourceTypes: ["aws_opensearch_domain"],
    rationale: "Errors, rejected logins and the queries that slow everybody down show only in the domain's own logs.",
    remediation:
      "Add log_publishing_options with log_type = ES_APPLICATION_LOGS (and INDEX_SLOW_LOGS, SEARCH_SLOW_LOGS) and cloudwatch_log_group_arn.",
    parameters: {},
    checks: [
      {
        id: "OS-06.logs",
        title: "Application or slow logs are published",
        severity: "medium",
        equivalents: { checkov: ["CKV_AWS_84"], fsbp: ["Opensearch.4", "ES.4"] },
      },
    ],
    frameworks: frameworks({ nist: ["AU-2", "AU-12"], iso: ["A.8.15"], dpdp: ["6(1)(c)"], digit: ["accessControl"] }),
  },

  evaluate(node) {
    if (node.mode === "data") return [];
    return [
      verdict(publishes(node, types), publishingFacts(node, types), {
        check: "OS-06.logs",
        fails: "The domain publishes neither errors nor slow queries",
        passes: "The domain publishes errors or slow queries",
      }),
    ];
  },
};
