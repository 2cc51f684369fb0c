import type { ResourceNode } from "../../graph/graph";
import type { CheckResult, Rule, RuleContext } from "../../rule";
import { type LogTarget, logTargets, receivesAccessLogs } from "../kit/bucket";
import { readingToJson } from "../kit/datum";
import { frameworks, terraformInputs } from "../kit/frameworks";
import { causeOf, verdict } from "../kit/judge";
import { type Answer, isSet, some } from "../kit/predicates";

/** Requests to buckets are recorded, in another bucket. */
export const rule: Rule = {
  metadata: {
    id: "S3-05",
    aliases: [],
    title: "Requests to buckets are recorded elsewhere",
    control: "audit.object-store",
    severity: "medium",
    group: "audit-and-retention",
    inputs: terraformInputs,
    resourceTypes: ["aws_s3_bucket", "aws_s3_bucket_logging"],
    rationale:
      "Access records say who fetched which document. In the same bucket they would record themselves for ever, and go with what they describe.",
    remediation: "Declare aws_s3_bucket_logging for the bucket, with target_bucket naming another bucket.",
    parameters: {},
    checks: [
      {
        id: "S3-05.access-logging",
        title: "The bucket's requests are recorded",
        severity: "medium",
        equivalents: { checkov: ["CKV_AWS_18"], trivy: ["AVD-AWS-0089"], fsbp: ["S3.9"] },
      },
      {
        id: "S3-05.separate-bucket",
        title: "Records go to another bucket",
        severity: "medium",
        equivalents: {},
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

  evaluate(node: ResourceNode, context: RuleContext): readonly CheckResult[] {
    if (node.mode === "data") return [];
    return node.type === "aws_s3_bucket" ? judgeBucket(node, context) : [judgeHelper(node)];
  },
};

function judgeBucket(node: ResourceNode, context: RuleContext): readonly CheckResult[] {
  const { targets, more } = logTargets(context.graph, node);
  const recorded = some([...targets.map((target) => isSet().ask(target.reading)), more]);
  // Where all records end, there is nowhere further to send them: S3 advises against recording such a bucket.
  if (recorded === "no" && receivesAccessLogs(context.graph, node)) return [];
  const result = verdict(
    recorded,
    {
      path: "bucket",
      expected: "an aws_s3_bucket_logging with target_bucket",
      actual: targets[0] ? readingToJson(targets[0].reading) : null,
      reason: "whether aws_s3_bucket_logging belongs to this bucket, or where it points, is not known",
    },
    {
      check: "S3-05.access-logging",
      fails: "Requests to the bucket are not recorded",
      passes: "Requests to the bucket are recorded",
    },
    { related: targets.map((target) => target.node).filter((other) => other !== node) },
  );
  const inline = targets.filter((target) => target.node === node);
  return [result, ...inline.map((target) => separate(target, [node]))];
}

function judgeHelper(node: ResourceNode): CheckResult {
  const path = "target_bucket";
  const target: LogTarget = { node, path, buckets: node.references(path).nodes, reading: node.get(path) };
  return separate(target, node.references("bucket").nodes);
}

function separate(target: LogTarget, sources: readonly ResourceNode[]): CheckResult {
  return verdict(
    isElsewhere(target, sources),
    {
      path: target.path,
      expected: "another bucket",
      actual: readingToJson(target.reading),
      reason: causeOf(target.reading) ?? "the bucket that is recorded is not known",
    },
    {
      check: "S3-05.separate-bucket",
      fails: "The bucket records its requests in itself",
      passes: "Requests are recorded in another bucket",
    },
    { related: target.buckets },
  );
}

function isElsewhere(target: LogTarget, sources: readonly ResourceNode[]): Answer {
  if (target.buckets.some((bucket) => sources.includes(bucket))) return "no";
  if (target.buckets.length > 0 && sources.length > 0) return "yes";
  const own = sources.map((source) => source.get("bucket"));
  const { reading } = target;
  // A literal name of a bucket that is not in the input is another one than the bucket that is.
  const named = reading.kind === "known" && typeof reading.value === "string" && own.length > 0;
  return named && own.every((name) => name.kind === "known" && name.value !== reading.value) ? "yes" : "unknown";
}
