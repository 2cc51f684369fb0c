import type { Rule } from "../../rule";
import { frameworks, terraformInputs } from "../kit/frameworks";
import { verdict } from "../kit/judge";
import { isCustomerKey, judgeKey } from "../kit/keys";
import { isTrue } from "../kit/predicates";

const words = {
  check: "RDS-12.performance-insights-key",
  fails: "Statements and their waits, which may hold personal data, are under the key that AWS manages for RDS.",
};

export const rule: Rule = {
  metadata: {
    id: "RDS-12",
    aliases: [],
    title: "Performance Insights uses a customer key",
    control: "encryption-at-rest.database-insights-key",
    severity: "low",
    group: "encryption-at-rest",
    inputs: terraformInputs,
    resourceTypes: ["aws_db_instance", "aws_rds_cluster", "aws_rds_cluster_instance"],
    rationale: "Performance Insights keeps the text of statements outside the database, with what they carry.",
    remediation: "Set performance_insights_kms_key_id to the ARN of a customer managed key.",
    parameters: {},
    checks: [
      {
        id: words.check,
        title: "Performance Insights, when on, is under a customer key",
        severity: "low",
        equivalents: { checkov: ["CKV_AWS_354"], trivy: ["AVD-AWS-0078"] },
      },
    ],
    frameworks: frameworks({ nist: ["SC-28(1)"], iso: ["A.8.24"], dpdp: ["6(1)(a)"], digit: ["encryption"] }),
  },
  evaluate: (node, { graph }) => {
    const enabled = isTrue().ask(node.get("performance_insights_enabled"));
    if (enabled === "no") return [];
    const path = "performance_insights_kms_key_id";
    if (enabled === "unknown" && isCustomerKey(node, path) !== "yes") {
      const reason = "performance_insights_enabled is not known";
      return [verdict("unknown", { path, expected: "ARN of a customer managed KMS key", actual: null, reason }, words)];
    }
    return [judgeKey(node, path, words, { filledIn: graph })];
  },
};
