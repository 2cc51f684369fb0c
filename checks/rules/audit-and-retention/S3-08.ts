import type { ResourceNode } from "../../graph/graph";
import type { CheckResult, Rule, RuleContext } from "../../rule";
import { evidenceIn, locksFor, receivesAccessLogs } from "../kit/bucket";
import { frameworks, terraformInputs } from "../kit/frameworks";
import { judge, verdict } from "../kit/judge";
import { minimumRetention, retentionDays } from "../kit/parameters";
import { equals } from "../kit/predicates";
import { tagOf } from "../kit/tags";

const enabled = {
  check: "S3-08.enabled",
  fails: "The bucket configures a lock that is switched off",
  passes: "The bucket's lock is switched on",
};

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
        equivalents: { fsbp: ["S3.15"] },
      },
      {
        id: enabled.check,
        title: "A lock that is configured is switched on",
        severity: "medium",
        equivalents: { checkov: ["CKV_AWS_143"] },
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
    if (node.mode === "data") return [];
    const stated = node
      .blocks("object_lock_configuration")
      .items.map((view) => judge(node, "object_lock_enabled", equals("Enabled"), enabled, { view }));
    return [...stated, ...judgeRetention(node, context)];
  },
};

function judgeRetention(node: ResourceNode, context: RuleContext): readonly CheckResult[] {
  if (!mustBeLocked(node, context)) return [];
  const writers = evidenceIn(context.graph, node);
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
}

/** Services that refuse to deliver to a bucket whose objects are locked by default. Source: the user guides of both. */
function isDeliveredUnlocked(bucket: ResourceNode, context: RuleContext): boolean {
  const fromConfig = context.graph.referrers(bucket, "aws_config_delivery_channel", "s3_bucket_name").nodes;
  return fromConfig.length > 0 || receivesAccessLogs(context.graph, bucket);
}

function mustBeLocked(bucket: ResourceNode, context: RuleContext): boolean {
  const trails = context.graph.referrers(bucket, "aws_cloudtrail", "s3_bucket_name").nodes;
  const flows = context.graph.referrers(bucket, "aws_flow_log", "log_destination").nodes;
  if (trails.length + flows.length > 0) return true;
  const dataClass = tagOf(bucket, "data-class");
  return dataClass.kind === "value" && dataClass.value === "audit" && !isDeliveredUnlocked(bucket, context);
}
