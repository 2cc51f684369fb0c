import type { BlockView, ResourceNode } from "../../graph/graph";
import type { CheckResult, Rule } from "../../rule";
import { frameworks, terraformInputs } from "../kit/frameworks";
import { type Context, judge, verdict } from "../kit/judge";
import { equals, isTrue } from "../kit/predicates";
import { bucketParts, hasBucket } from "../kit/s3";

const split = "aws_s3_bucket_versioning";
const words = { check: "S3-04.versioning", fails: "An object that is overwritten or deleted is gone." };

export const rule: Rule = {
  metadata: {
    id: "S3-04",
    aliases: [],
    title: "Buckets keep versions",
    control: "backup-and-recovery.object-store-versions",
    severity: "medium",
    group: "backup-and-recovery",
    inputs: terraformInputs,
    resourceTypes: ["aws_s3_bucket", split],
    rationale: "Versions undo mistakes and malice within the bucket; replication and object lock need them.",
    remediation: 'Add aws_s3_bucket_versioning with versioning_configuration.status = "Enabled".',
    parameters: {},
    checks: [
      {
        id: words.check,
        title: "Versioning is enabled",
        severity: "medium",
        equivalents: { checkov: ["CKV_AWS_21"], trivy: ["AVD-AWS-0090"], fsbp: ["S3.14"] },
      },
    ],
    frameworks: frameworks({ nist: ["CP-9", "SI-7"], iso: ["A.8.13"], dpdp: ["6(1)(d)"], digit: ["backup"] }),
  },
  evaluate: (node, { graph }) => {
    if (node.type === split) {
      const results = [judgeSplit(node, {})];
      return hasBucket(node) ? results.filter((result) => result.status === "fail") : results;
    }
    const parts = bucketParts(node, graph, split, "versioning");
    if (parts.views.length === 0) return [missing(parts.unresolved)];
    return parts.views.map(({ node: owner, view }) => {
      const context = { resource: node, related: parts.nodes };
      return view ? judgeInline(owner, view, context) : judgeSplit(owner, context);
    });
  },
};

function judgeInline(bucket: ResourceNode, view: BlockView, context: Context): CheckResult {
  return judge(bucket, "enabled", isTrue(), words, { ...context, view });
}

function judgeSplit(node: ResourceNode, context: Context): CheckResult {
  const list = node.blocks("versioning_configuration");
  const view = list.items[0];
  if (!view) return missing(list.unknown);
  return judge(node, "status", equals("Enabled"), words, { ...context, view });
}

function missing(unresolved: string | undefined): CheckResult {
  const facts = { path: "versioning", expected: "Enabled", actual: null, reason: unresolved };
  return verdict(unresolved === undefined ? "no" : "unknown", facts, words);
}
