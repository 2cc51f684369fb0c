/** Severity of a result: the result's own, else its check's, else the rule's. */
import type { Severity } from "./model";
import type { CheckResult, Rule } from "./rule";

export function severityOf(rule: Rule, result: CheckResult): Severity {
  const check = rule.metadata.checks.find((one) => one.id === result.check);
  return result.severity ?? check?.severity ?? rule.metadata.severity;
}
