/** A small rule for tests of the engine itself. */
import type { CheckResult, Rule, RuleMetadata } from "../rule";

export function testRule(evaluate: Rule["evaluate"], metadata: Partial<RuleMetadata> = {}): Rule {
  return {
    metadata: {
      id: "TST-01",
      aliases: ["TST-00"],
      title: "Buckets are called good",
      control: "test.bucket",
      severity: "high",
      group: "backup-and-recovery",
      inputs: ["terraform-json", "plan", "state"],
      resourceTypes: ["aws_s3_bucket"],
      rationale: "Tests need a rule.",
      remediation: "Set `bucket` to `good`.",
      parameters: { limit: { description: "a number", default: 3 } },
      checks: [
        { id: "TST-01.first", title: "first", severity: "high", equivalents: {} },
        { id: "TST-01.second", title: "second", severity: "low", equivalents: {} },
      ],
      frameworks: {},
      ...metadata,
    },
    evaluate,
  };
}

export function testResult(status: CheckResult["status"], more: Partial<CheckResult> = {}): CheckResult {
  return {
    check: "TST-01.first",
    status,
    path: "bucket",
    expected: "good",
    actual: "bad",
    message: "The name is bad",
    ...more,
  };
}
