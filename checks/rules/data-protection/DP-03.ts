import type { ResourceNode } from "../../graph/graph";
import type { CheckMetadata, CheckResult, Rule, RuleContext } from "../../rule";
import { coversWholeBucket, expiries, keepsFor } from "../kit/bucket";
import { mayHoldPersonalData } from "../kit/dataStores";
import { frameworks, terraformInputs } from "../kit/frameworks";
import { causeOf, judge, shown, verdict } from "../kit/judge";
import { minimumRetention, retentionDays } from "../kit/parameters";
import { type Answer, atLeast, equals, every, isTrue, numberOf, some, yesIf } from "../kit/predicates";

const checks = {
  lifecycle: {
    id: "DP-03.lifecycle",
    title: "Buckets with personal data have a lifecycle configuration",
    severity: "medium",
    equivalents: { checkov: ["CKV2_AWS_61"], fsbp: ["S3.10", "S3.13"] },
  },
  bucketExpiry: {
    id: "DP-03.bucket-expiry",
    title: "Objects with personal data are erased after their retention",
    severity: "medium",
    equivalents: { fsbp: ["S3.10", "S3.13"] },
  },
  minimum: {
    id: "DP-03.minimum",
    title: "Objects with personal data are not erased before a year",
    severity: "medium",
    equivalents: {},
  },
  uploads: {
    id: "DP-03.unfinished-uploads",
    title: "Parts of unfinished uploads are removed",
    severity: "low",
    equivalents: { checkov: ["CKV_AWS_300"] },
  },
  tableExpiry: {
    id: "DP-03.table-expiry",
    title: "Items with personal data have a time to live",
    severity: "medium",
    equivalents: {},
  },
  backupExpiry: {
    id: "DP-03.backup-expiry",
    title: "Backups are erased after their retention",
    severity: "medium",
    equivalents: {},
  },
  logExpiry: {
    id: "DP-03.log-expiry",
    title: "Logs that may hold personal data do not stay for ever",
    severity: "low",
    equivalents: { checkov: ["CKV_AWS_66"] },
  },
} as const satisfies Record<string, CheckMetadata>;

/** Personal data is erased when its retention ends, in stores, logs and backups. */
export const rule: Rule = {
  metadata: {
    id: "DP-03",
    aliases: ["S3-09"],
    title: "Personal data is erased after its retention",
    control: "data-protection.erasure",
    severity: "medium",
    group: "data-protection",
    inputs: terraformInputs,
    resourceTypes: [
      "aws_s3_bucket",
      "aws_s3_bucket_lifecycle_configuration",
      "aws_dynamodb_table",
      "aws_backup_plan",
      "aws_cloudwatch_log_group",
    ],
    rationale:
      "What is kept past its purpose can only be lost or misused; what is erased within the year that the DPDP Rules ask for cannot be shown to anybody.",
    remediation:
      "Set expiration.days in a rule of aws_s3_bucket_lifecycle_configuration (not below the retention), ttl.enabled on tables, lifecycle.delete_after in backup plans, retention_in_days on log groups.",
    parameters: { retentionDays },
    checks: Object.values(checks),
    frameworks: frameworks({
      nist: ["SI-12", "MP-6"],
      iso: ["A.8.10"],
      dpdp: ["8(3)"],
      digit: ["backup", "compliance"],
    }),
  },

  evaluate(node: ResourceNode, context: RuleContext): readonly CheckResult[] {
    switch (node.type) {
      case "aws_s3_bucket":
        return mayHoldPersonalData(node) ? judgeBucket(node, context) : [];
      case "aws_s3_bucket_lifecycle_configuration":
        return [judgeUploads(node)];
      case "aws_dynamodb_table":
        return mayHoldPersonalData(node) ? [judgeTable(node)] : [];
      case "aws_backup_plan":
        return judgePlan(node);
      default:
        return judgeLogGroup(node);
    }
  },
};

function judgeBucket(node: ResourceNode, context: RuleContext): readonly CheckResult[] {
  const { items, unknown } = expiries(context.graph, node);
  const days = minimumRetention(context);
  const helpers = [...new Set(items.map((item) => item.node))].filter((other) => other !== node);
  const ends = some([
    ...items.filter((item) => item.whole).map((): Answer => "yes"),
    unknown === undefined ? "no" : "unknown",
  ]);
  const actual = items.map((item) => item.days ?? null);
  const configured = judgeLifecycle(node, context);
  // A bucket without any lifecycle is one finding, not two.
  if (configured.status === "fail") return [configured];
  const result = verdict(
    ends,
    { path: "bucket", expected: "a lifecycle rule with expiration for the whole bucket", actual, reason: unknown },
    {
      check: checks.bucketExpiry.id,
      fails: "Objects stay for ever, though they may hold personal data",
      passes: "Objects are erased after their retention",
    },
    { related: helpers },
  );
  if (items.length === 0) return [configured, result];
  return [
    configured,
    result,
    verdict(
      keepsFor(context.graph, node, days),
      { path: "bucket", expected: `>= ${days}`, actual, reason: unknown ?? "when objects are erased is not known" },
      {
        check: checks.minimum.id,
        fails: `Objects with personal data are erased before ${days} days`,
        passes: `Objects are kept for at least ${days} days`,
      },
      { related: helpers },
    ),
  ];
}

function judgeLifecycle(node: ResourceNode, context: RuleContext): CheckResult {
  const split = context.graph.referrers(node, "aws_s3_bucket_lifecycle_configuration", "bucket");
  const inline = node.blocks("lifecycle_rule");
  const found = split.nodes.length + inline.items.length > 0;
  const reason = split.unresolved ?? inline.unknown;
  return verdict(
    found ? "yes" : reason === undefined ? "no" : "unknown",
    { path: "bucket", expected: "an aws_s3_bucket_lifecycle_configuration", actual: found ? "set" : null, reason },
    {
      check: checks.lifecycle.id,
      fails: "Objects stay for ever, though they may hold personal data: the bucket has no lifecycle configuration",
      passes: "The bucket has a lifecycle configuration",
    },
    { related: split.nodes },
  );
}

function judgeUploads(node: ResourceNode): CheckResult {
  const rules = node.blocks("rule");
  const path = "abort_incomplete_multipart_upload[0].days_after_initiation";
  const answer = some([
    ...rules.items.map((view) =>
      every([
        atLeast(1).ask(view.get(path)),
        equals("Enabled").ask(view.get("status")),
        yesIf(coversWholeBucket(view)),
      ]),
    ),
    rules.unknown === undefined ? "no" : "unknown",
  ]);
  return verdict(
    answer,
    {
      path: "rule",
      expected: "abort_incomplete_multipart_upload.days_after_initiation in an enabled rule for the whole bucket",
      actual: null,
      reason: rules.unknown,
    },
    {
      check: checks.uploads.id,
      fails: "Parts of unfinished uploads stay where no one sees them",
      passes: "Parts of unfinished uploads are removed",
    },
    { related: node.references("bucket").nodes },
  );
}

function judgeTable(node: ResourceNode): CheckResult {
  return judge(node, "ttl[0].enabled", isTrue(), {
    check: checks.tableExpiry.id,
    fails: "Items stay for ever, though they may hold personal data",
    passes: "Items have a time to live",
  });
}

function judgePlan(node: ResourceNode): readonly CheckResult[] {
  const rules = node.blocks("rule");
  const answers = rules.items.map((view) => atLeast(1).ask(view.get("lifecycle[0].delete_after")));
  return [
    verdict(
      every([...answers, rules.unknown === undefined ? "yes" : "unknown"]),
      {
        path: "rule",
        expected: "lifecycle.delete_after in each rule",
        actual: null,
        reason: rules.unknown ?? "when backups are erased is not known",
      },
      {
        check: checks.backupExpiry.id,
        fails: "Backups stay for ever",
        passes: "Backups are erased after their retention",
      },
    ),
  ];
}

/** Not of groups that say they hold none: for those, keeping logs is no breach of storage limitation. */
function judgeLogGroup(node: ResourceNode): readonly CheckResult[] {
  if (!mayHoldPersonalData(node)) return [];
  const path = "retention_in_days";
  const reading = node.get(path);
  const days = reading.kind === "known" || reading.kind === "default" ? (numberOf(reading.value) ?? 0) : 0;
  return [
    verdict(
      reading.kind === "unknown" ? "unknown" : days > 0 ? "yes" : "no",
      { path, expected: "> 0", actual: shown(node, path, reading), reason: causeOf(reading) },
      {
        check: checks.logExpiry.id,
        fails: "A log that may hold personal data stays for ever",
        passes: "The log is erased after its retention",
      },
    ),
  ];
}
