import type { ResourceNode } from "../../graph/graph";
import type { CheckResult, Rule, RuleContext } from "../../rule";
import { evidenceIn, locksFor } from "../kit/bucket";
import { frameworks, terraformInputs } from "../kit/frameworks";
import { verdict } from "../kit/judge";
import { minimumRetention, retentionDays } from "../kit/parameters";
import { tagOf } from "../kit/tags";

/** Evidence cannot be erased before its retention ends. */
export const rule: Rule = {
  metadata: {
    id: "S3-08",
    aliases: [],
    title: "Buckets of evidence are locked",
    control: "audit.immutable-store",
    severity: "medium",
    group: "audit-and-retention",
    inputs: terraformInputs,
    resourceTypes: ["aws_s3_bucket"],
    rationale:
      "Whoever takes over an administrator erases the traces first. A lock keeps them for the retention, against administrators too.",
    remediation:
      "Set object_lock_enabled = true on the bucket and declare aws_s3_bucket_object_lock_configuration with rule.default_retention.mode (COMPLIANCE or GOVERNANCE) and days of at least the retention.",
    parameters: { retentionDays },
    checks: [
      {
        id: "S3-08.object-lock",
        title: "Evidence is locked for the retention",
        severity: "medium",
        equivalents: { checkov: ["CKV_AWS_143"], fsbp: ["S3.15"] },
      },
    ],
    frameworks: frameworks({
      nist: ["AU-9(2)", "AU-9"],
      iso: ["A.8.15", "A.5.33"],
      dpdp: ["6(1)(e)"],
      digit: ["compliance"],
    }),
  },

  evaluate(node: ResourceNode, context: RuleContext): readonly CheckResult[] {
    const writers = evidenceIn(context.graph, node);
    const dataClass = tagOf(node, "data-class");
    // S3 delivers access records only to buckets without a default lock, so those are not asked for one.
    const isEvidence = writers.length > 0 || (dataClass.kind === "value" && dataClass.value === "audit");
    if (node.mode === "data" || !isEvidence) return [];
    const days = minimumRetention(context);
    return [
      verdict(
        locksFor(context.graph, node, days),
        {
          path: "object_lock_enabled",
          expected: `a default retention of >= ${days} days`,
          actual: null,
          reason: "the bucket's lock is only known after apply",
        },
        {
          check: "S3-08.object-lock",
          fails: "The bucket keeps evidence and is not locked for the retention",
          passes: "The bucket is locked for the retention",
        },
        { related: writers },
      ),
    ];
  },
};
