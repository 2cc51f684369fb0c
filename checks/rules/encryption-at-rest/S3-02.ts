import type { BlockView, ResourceNode } from "../../graph/graph";
import type { CheckResult, Rule, RuleContext } from "../../rule";
import { frameworks, terraformInputs } from "../kit/frameworks";
import { type Context, judge, verdict } from "../kit/judge";
import { oneOf } from "../kit/predicates";
import { bucketParts, hasBucket } from "../kit/s3";

const split = "aws_s3_bucket_server_side_encryption_configuration";
const algorithms = ["AES256", "aws:kms", "aws:kms:dsse"];
const encrypted = {
  check: "S3-02.encrypted",
  fails: "The encryption that the bucket states is none that S3 has",
  passes: "New objects are encrypted",
};
const stated = {
  check: "S3-02.stated",
  fails: "The bucket says nothing of encryption; S3 then uses a key of its own",
  passes: "The bucket states how new objects are encrypted",
};

/** S3 has encrypted every new object since 5 January 2023; whoever wants more than that has to say so. */
export const rule: Rule = {
  metadata: {
    id: "S3-02",
    aliases: [],
    title: "Buckets state how they encrypt",
    control: "encryption-at-rest.object-store",
    severity: "low",
    group: "encryption-at-rest",
    inputs: terraformInputs,
    resourceTypes: ["aws_s3_bucket", split],
    rationale: "An encryption that is written down is reviewed; one that is only the service's default is not noticed.",
    remediation:
      "Add aws_s3_bucket_server_side_encryption_configuration with rule.apply_server_side_encryption_by_default.sse_algorithm (S3-03 asks for aws:kms).",
    parameters: {},
    checks: [
      {
        id: encrypted.check,
        title: "New objects are encrypted",
        severity: "low",
        equivalents: { checkov: ["CKV_AWS_19"], fsbp: ["S3.4"] },
      },
      {
        id: stated.check,
        title: "The bucket has a configuration of encryption",
        severity: "low",
        equivalents: { trivy: ["AVD-AWS-0088"] },
      },
    ],
    frameworks: frameworks({ nist: ["SC-28(1)"], iso: ["A.8.24"], dpdp: ["6(1)(a)"], digit: ["encryption"] }),
  },

  evaluate(node: ResourceNode, { graph }: RuleContext): readonly CheckResult[] {
    if (node.type === split) {
      const results = judgeParts(node, undefined, {});
      return hasBucket(node) ? results.filter((result) => result.status === "fail") : results;
    }
    const parts = bucketParts(node, graph, split, "server_side_encryption_configuration");
    if (parts.views.length > 0) {
      return parts.views.flatMap(({ node: owner, view }) =>
        judgeParts(owner, view, { resource: node, related: parts.nodes }),
      );
    }
    const facts = { path: "server_side_encryption_configuration", expected: algorithms, actual: null };
    const open = parts.unresolved;
    // A helper that may be another bucket's is judged by itself; what a block of this one says is said nowhere else.
    const hidden = node.blocks("server_side_encryption_configuration").unknown;
    return [
      hidden === undefined
        ? verdict("yes", { ...facts, actual: "AES256 by default" }, encrypted)
        : verdict("unknown", { ...facts, reason: hidden }, encrypted),
      verdict(open === undefined ? "no" : "unknown", { ...facts, reason: open }, stated),
    ];
  },
};

function judgeParts(owner: ResourceNode, view: BlockView | undefined, context: Context): readonly CheckResult[] {
  const rules = (view ?? owner).blocks("rule");
  const lists = rules.items.map((item) => item.blocks("apply_server_side_encryption_by_default"));
  const hidden = rules.unknown ?? lists.find((list) => list.unknown)?.unknown;
  const defaults = lists.flatMap((list) => list.items);
  const answer = defaults.length > 0 ? "yes" : hidden === undefined ? "no" : "unknown";
  const path = view ? `${view.path}.rule` : "rule";
  return [
    verdict(answer, { path, expected: algorithms, actual: null, reason: hidden }, stated, context),
    ...(hidden === undefined
      ? []
      : [verdict("unknown", { path, expected: algorithms, actual: null, reason: hidden }, encrypted, context)]),
    ...defaults.map((item) => judge(owner, "sse_algorithm", oneOf(algorithms), encrypted, { ...context, view: item })),
  ];
}
