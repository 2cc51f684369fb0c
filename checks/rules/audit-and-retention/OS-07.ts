import type { Rule } from "../../rule";
import { frameworks, terraformInputs } from "../kit/frameworks";
import { verdict } from "../kit/judge";
import { publishes, publishingFacts } from "../kit/searchLogs";

const types = ["AUDIT_LOGS"];

/** Search domains publish who read and changed what. */
export const rule: Rule = {
  metadata: {
    id: "OS-07",
    aliases: [],
    title: "Search domains publish audit logs",
    control: "audit.search-access",
    severity: "high",
    group: "audit-and-retention",
    inputs: terraformInputs,
    resourceTypes: ["aws_opensearch_domain"],
    rationale: "An index holds citizens' records in clear; only the audit log tells who looked at them.",
    remediation:
      "Add log_publishing_options with log_type = AUDIT_LOGS and cloudwatch_log_group_arn; audit logs need fine-grained access control (OS-09).",
    parameters: {},
    checks: [
      {
        id: "OS-07.audit-logs",
        title: "Audit logs are published",
        severity: "high",
        equivalents: {
          checkov: ["CKV_AWS_317"],
          trivy: ["AVD-AWS-0042"],
          fsbp: ["Opensearch.5", "ES.5"],
        },
      },
    ],
    frameworks: frameworks({
      nist: ["AU-2", "AU-12"],
      iso: ["A.8.15"],
      dpdp: ["6(1)(c)"],
      certIn: ["(iv)"],
      digit: ["accessControl"],
    }),
  },

  evaluate(node) {
    if (node.mode === "data") return [];
    return [
      verdict(publishes(node, types), publishingFacts(node, types), {
        check: "OS-07.audit-logs",
        fails: "Nobody can tell who read or changed what in the domain",
        passes: "The domain publishes who read and changed what",
      }),
    ];
  },
};
