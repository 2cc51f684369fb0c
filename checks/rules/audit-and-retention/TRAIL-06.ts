import type { ResourceNode } from "../../graph/graph";
import type { CheckMetadata, CheckResult, Rule, RuleContext } from "../../rule";
import { blocksPublicAccess, isMadePublic, isVersioned, keepsFor, logTargets } from "../kit/bucket";
import { frameworks, terraformInputs } from "../kit/frameworks";
import { shown, verdict } from "../kit/judge";
import { minimumRetention, retentionDays } from "../kit/parameters";
import { type Answer, not, some } from "../kit/predicates";

interface Condition {
  readonly check: CheckMetadata;
  readonly fails: string;
  readonly expected: string;
  readonly ask: (bucket: ResourceNode, context: RuleContext) => Answer;
}

const conditions: readonly Condition[] = [
  {
    check: {
      id: "TRAIL-06.not-opened",
      title: "Nothing makes the trail's bucket public",
      severity: "high",
      equivalents: { trivy: ["AVD-AWS-0161"], fsbp: ["CloudTrail.6"] },
    },
    fails: "An ACL or a policy opens the trail's bucket to everybody",
    expected: "no ACL and no policy that opens the bucket",
    ask: (bucket, { graph }) => not(isMadePublic(graph, bucket)),
  },
  {
    check: {
      id: "TRAIL-06.not-public",
      title: "The trail's bucket blocks public access",
      severity: "high",
      equivalents: {},
    },
    fails: "The trail's bucket does not block public access",
    expected: "a complete aws_s3_bucket_public_access_block",
    ask: (bucket, { graph }) => blocksPublicAccess(graph, bucket),
  },
  {
    check: {
      id: "TRAIL-06.access-logged",
      title: "Requests to the trail's bucket are recorded",
      severity: "high",
      equivalents: { trivy: ["AVD-AWS-0163"], fsbp: ["CloudTrail.7"] },
    },
    fails: "Requests to the trail's bucket are not recorded",
    expected: "aws_s3_bucket_logging to another bucket",
    ask: (bucket, { graph }) => {
      const { targets, more } = logTargets(graph, bucket);
      return some([...targets.map((target): Answer => (target.buckets.includes(bucket) ? "no" : "yes")), more]);
    },
  },
  {
    check: {
      id: "TRAIL-06.versioned",
      title: "The trail's bucket keeps versions",
      severity: "high",
      equivalents: {},
    },
    fails: "The trail's bucket keeps no versions, so an overwritten record is gone",
    expected: "aws_s3_bucket_versioning with status Enabled",
    ask: (bucket, { graph }) => isVersioned(graph, bucket),
  },
  {
    check: {
      id: "TRAIL-06.retention",
      title: "The trail's records are not erased early",
      severity: "high",
      equivalents: {},
    },
    fails: "The trail's records are erased before the retention ends",
    expected: "no expiration before the retention",
    ask: (bucket, context) => keepsFor(context.graph, bucket, minimumRetention(context)),
  },
];

/** The trail's bucket keeps its records, for long enough, from everybody. */
export const rule: Rule = {
  metadata: {
    id: "TRAIL-06",
    aliases: [],
    title: "The trail's bucket keeps evidence safe",
    control: "audit.trail-store",
    severity: "high",
    group: "audit-and-retention",
    inputs: terraformInputs,
    resourceTypes: ["aws_s3_bucket", "aws_cloudtrail"],
    rationale:
      "The trail is worth what its bucket is worth: public, it tells attackers how the account works; short-lived or overwritable, it cannot be shown when CERT-In or the Board asks.",
    remediation:
      "On the bucket that s3_bucket_name names: a complete public access block, aws_s3_bucket_logging to another bucket, versioning_configuration.status = Enabled, and no expiration.days below the retention.",
    parameters: { retentionDays },
    checks: conditions.map((condition) => condition.check),
    frameworks: frameworks({
      cisAws: ["3.4"],
      nist: ["AU-9", "AU-11"],
      iso: ["A.8.15", "A.5.33"],
      dpdp: ["6(1)(e)"],
      certIn: ["(iv)"],
      digit: ["accessControl"],
    }),
  },

  evaluate(node: ResourceNode, context: RuleContext): readonly CheckResult[] {
    return node.type === "aws_cloudtrail" ? judgeUnresolvedTrail(node) : judgeBucket(node, context);
  },
};

function judgeBucket(node: ResourceNode, context: RuleContext): readonly CheckResult[] {
  const trails = context.graph.referrers(node, "aws_cloudtrail", "s3_bucket_name").nodes;
  if (trails.length === 0 || node.mode === "data") return [];
  return conditions.map(({ check, fails, expected, ask }) =>
    verdict(
      ask(node, context),
      { path: "bucket", expected, actual: null, reason: "a resource of the bucket is only known after apply" },
      { check: check.id, fails, passes: check.title },
      { related: trails },
    ),
  );
}

/** A bucket that is not in the input was not looked at, and the trail says so. */
function judgeUnresolvedTrail(node: ResourceNode): readonly CheckResult[] {
  const managed = node.references("s3_bucket_name").nodes.filter((bucket) => bucket.mode === "managed");
  if (managed.length > 0) return [];
  const path = "s3_bucket_name";
  return conditions.map(({ check, fails, expected }) =>
    verdict(
      "unknown",
      { path, expected, actual: shown(node, path, node.get(path)), reason: "the trail's bucket is not in this input" },
      { check: check.id, fails },
    ),
  );
}
