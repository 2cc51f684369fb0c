import type { ResourceNode } from "../../graph/graph";
import type { Rule } from "../../rule";
import { frameworks, terraformInputs } from "../kit/frameworks";
import { judge, verdict } from "../kit/judge";
import { isCustomerKey, judgeKey } from "../kit/keys";
import { isTrue } from "../kit/predicates";

const onWords = {
  check: "RDS-12.on",
  fails: "Nobody can tell afterwards which statement made the database slow, or read a whole table",
  passes: "The database keeps what its load came from",
};
const words = {
  check: "RDS-12.performance-insights-key",
  fails: "Statements and their waits, which may hold personal data, are under the key that AWS manages for RDS.",
};

export const rule: Rule = {
  metadata: {
    id: "RDS-12",
    aliases: [],
    title: "Performance Insights is on, under a customer key",
    control: "encryption-at-rest.database-insights-key",
    severity: "low",
    group: "encryption-at-rest",
    inputs: terraformInputs,
    resourceTypes: ["aws_db_instance", "aws_rds_cluster", "aws_rds_cluster_instance"],
    rationale: "Performance Insights keeps the text of statements outside the database, with what they carry.",
    remediation:
      "Set performance_insights_enabled = true and performance_insights_kms_key_id to the ARN of a customer managed key.",
    parameters: {},
    checks: [
      {
        id: onWords.check,
        title: "Performance Insights is on where the engine has it",
        severity: "low",
        equivalents: { checkov: ["CKV_AWS_353"], trivy: ["AVD-AWS-0133"] },
      },
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
    const on = offersInsights(node) ? [judge(node, "performance_insights_enabled", isTrue(), onWords)] : [];
    if (enabled === "no") return on;
    const path = "performance_insights_kms_key_id";
    if (enabled === "unknown" && isCustomerKey(node, path) !== "yes") {
      const reason = "performance_insights_enabled is not known";
      const facts = { path, expected: "ARN of a customer managed KMS key", actual: null, reason };
      return [...on, verdict("unknown", facts, words)];
    }
    return [...on, judgeKey(node, path, words, { filledIn: graph })];
  },
};

/**
 * Db2 has no Performance Insights, and MySQL and MariaDB have none on the smallest machines. Source: "Amazon RDS DB
 * engine, Region, and instance class support for Performance Insights" in the RDS user guide.
 */
function offersInsights(node: ResourceNode): boolean {
  // A cluster of Aurora leaves it to its instances.
  if (node.type === "aws_rds_cluster") return node.get("db_cluster_instance_class").kind !== "absent";
  const engine = engineOf(node);
  if (engine?.startsWith("db2")) return false;
  const reading = node.get("instance_class");
  const small = reading.kind === "known" && smallest.test(String(reading.value));
  return !(small && (engine === undefined || /^(mysql|mariadb)$/.test(engine)));
}

const smallest = /^db\.(t2\.(micro|small)|t3\.(micro|small)|t4g\.(micro|small))$/;

/** Undefined where the engine is not stated, or that of another resource. */
function engineOf(node: ResourceNode): string | undefined {
  const reading = node.get("engine");
  return reading.kind === "known" && typeof reading.value === "string" ? reading.value : undefined;
}
