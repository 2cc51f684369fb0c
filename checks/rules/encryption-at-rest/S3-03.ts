import type { BlockView, ResourceGraph, ResourceNode } from "../../graph/graph";
import type { CheckResult, Rule } from "../../rule";
import { frameworks, terraformInputs } from "../kit/frameworks";
import { type Context, judge, verdict } from "../kit/judge";
import { judgeKey } from "../kit/keys";
import { oneOf } from "../kit/predicates";
import { bucketParts, hasBucket, receivesServiceLogs } from "../kit/s3";

const split = "aws_s3_bucket_server_side_encryption_configuration";
const algorithms = ["aws:kms", "aws:kms:dsse"];
const kmsWords = {
  check: "S3-03.kms",
  fails: "New objects are under a key of S3 itself: whoever may read the object needs no permission for a key.",
};
const keyWords = {
  check: "S3-03.customer-key",
  fails: "New objects are under the key that AWS manages for S3, which has no policy of yours.",
};

export const rule: Rule = {
  metadata: {
    id: "S3-03",
    aliases: [],
    title: "Buckets encrypt with a customer key by default",
    control: "encryption-at-rest.object-store-key",
    severity: "medium",
    group: "encryption-at-rest",
    inputs: terraformInputs,
    resourceTypes: ["aws_s3_bucket", split],
    rationale:
      "With a customer key a second permission, given apart from the bucket's, stands before the data. Buckets that S3 access logs or load balancers write to are left out: those services deliver only to SSE-S3.",
    remediation:
      'Add aws_s3_bucket_server_side_encryption_configuration with rule.apply_server_side_encryption_by_default: sse_algorithm = "aws:kms", kms_master_key_id = the ARN of a customer managed key.',
    parameters: {},
    checks: [
      {
        id: kmsWords.check,
        title: "Default encryption is by KMS",
        severity: "medium",
        equivalents: { checkov: ["CKV_AWS_145"], fsbp: ["S3.17"] },
      },
      {
        id: keyWords.check,
        title: "The KMS key is the customer's",
        severity: "medium",
        equivalents: { trivy: ["AVD-AWS-0132"] },
      },
    ],
    frameworks: frameworks({
      nist: ["SC-28(1)", "SC-12"],
      iso: ["A.8.24"],
      dpdp: ["6(1)(a)"],
      digit: ["encryption"],
    }),
  },
  evaluate: (node, { graph }) => {
    if (node.type === split) return judgeOwn(node, graph);
    if (receivesServiceLogs(node, graph)) return [];
    const parts = bucketParts(node, graph, split, "server_side_encryption_configuration");
    if (parts.views.length === 0) return missing(parts.unresolved);
    return parts.views.flatMap(({ node: owner, view }) =>
      judgeRules(owner, view, { resource: node, related: parts.nodes }),
    );
  },
};

/** A configuration that states the bad value has a row of its own; the rest is said of its bucket, where there is one. */
function judgeOwn(node: ResourceNode, graph: ResourceGraph): CheckResult[] {
  const buckets = node.references("bucket").nodes.filter((target) => target.type === "aws_s3_bucket");
  if (buckets.some((bucket) => receivesServiceLogs(bucket, graph))) return [];
  const results = judgeRules(node, undefined, {});
  return hasBucket(node) ? results.filter((result) => result.status === "fail") : results;
}

function judgeRules(owner: ResourceNode, view: BlockView | undefined, context: Context): CheckResult[] {
  const rules = (view ?? owner).blocks("rule");
  const defaults = rules.items.flatMap((item) => item.blocks("apply_server_side_encryption_by_default").items);
  const first = defaults[0];
  if (!first) return missing(rules.unknown, context);
  return defaults.flatMap((item) => {
    const kms = judge(owner, "sse_algorithm", oneOf(algorithms), kmsWords, { ...context, view: item });
    const key = judgeKey(owner, "kms_master_key_id", keyWords, { ...context, view: item });
    // A key that is named beside SSE-S3 has no effect.
    return [kms, kms.status === "fail" ? { ...kms, check: keyWords.check, message: keyWords.fails } : key];
  });
}

function missing(unresolved: string | undefined, context: Context = {}): CheckResult[] {
  const facts = {
    path: "server_side_encryption_configuration",
    expected: algorithms,
    actual: null,
    reason: unresolved,
  };
  const answer = unresolved === undefined ? "no" : "unknown";
  return [verdict(answer, facts, kmsWords, context), verdict(answer, facts, keyWords, context)];
}
