import type { ResourceGraph, ResourceNode } from "../../graph/graph";
import type { CheckResult, Rule, RuleContext } from "../../rule";
import { grantsToAll, grantsWritingToAll, statesAcl } from "../kit/acl";
import { frameworks, terraformInputs } from "../kit/frameworks";
import { type Context, causeOf, judge, verdict } from "../kit/judge";
import { equals, not } from "../kit/predicates";
import { hasBucket } from "../kit/s3";

const writeCheck = "S3-11.public-write";

/** Nobody is let in by ACLs; they are switched off. */
export const rule: Rule = {
  metadata: {
    id: "S3-11",
    aliases: [],
    title: "Buckets grant nothing by ACLs",
    control: "identity.object-store-acl",
    severity: "high",
    group: "identity",
    inputs: terraformInputs,
    resourceTypes: ["aws_s3_bucket_acl", "aws_s3_bucket", "aws_s3_bucket_ownership_controls"],
    rationale:
      "ACLs grant past the bucket's policy, object by object, to everybody or to all AWS customers. Owner-enforced buckets have none.",
    remediation:
      "Remove aws_s3_bucket_acl and acl, and set rule.object_ownership = BucketOwnerEnforced (the default of new buckets).",
    parameters: {},
    checks: [
      {
        id: "S3-11.public-acl",
        title: "No ACL grants to everybody or to all AWS customers",
        severity: "high",
        equivalents: {
          checkov: ["CKV_AWS_20", "CKV2_AWS_43"],
          trivy: ["AVD-AWS-0092"],
          fsbp: ["S3.2", "S3.3"],
        },
      },
      {
        id: writeCheck,
        title: "No ACL lets everybody write",
        severity: "high",
        equivalents: { checkov: ["CKV_AWS_57"], fsbp: ["S3.3"] },
      },
      {
        id: "S3-11.owner-enforced",
        title: "ACLs are switched off",
        severity: "high",
        equivalents: { checkov: ["CKV2_AWS_65"], fsbp: ["S3.12"] },
      },
    ],
    frameworks: frameworks({ nist: ["AC-3"], iso: ["A.8.3"], dpdp: ["6(1)(b)"], digit: ["accessControl"] }),
  },

  evaluate(node: ResourceNode, context: RuleContext): readonly CheckResult[] {
    if (node.mode === "data") return [];
    if (node.type === "aws_s3_bucket_ownership_controls") {
      return [
        judge(node, "rule[0].object_ownership", equals("BucketOwnerEnforced"), {
          check: "S3-11.owner-enforced",
          fails: "ACLs are in force for the bucket",
          passes: "ACLs are switched off for the bucket",
        }),
      ];
    }
    return node.type === "aws_s3_bucket" ? judgeBucket(node, context) : judgeHelper(node);
  },
};

const writeWords = {
  check: writeCheck,
  fails: "The ACL lets everybody write, or change who may",
  passes: "The ACL lets nobody write without being named",
};
const aclWords = {
  check: "S3-11.public-acl",
  fails: "The ACL grants access to everybody, or to all AWS customers",
  passes: "The ACL grants nothing to everybody",
};

/** An ACL that states the bad value has a row of its own; the rest is said of its bucket, where there is one. */
function judgeHelper(node: ResourceNode): readonly CheckResult[] {
  const results = judgeAcl(node, { related: node.references("bucket").nodes });
  return hasBucket(node) ? results.filter((result) => result.status === "fail") : results;
}

function judgeBucket(node: ResourceNode, { graph }: RuleContext): readonly CheckResult[] {
  const helpers = graph.referrers(node, "aws_s3_bucket_acl", "bucket").nodes;
  return [
    ...(statesAcl(node) && !(helpers.length > 0 && isReadBack(node, graph)) ? judgeAcl(node, {}) : []),
    ...helpers.flatMap((helper) => judgeAcl(helper, { resource: node, related: [helper] })),
  ];
}

/** In plans and states the bucket's own grants are filled with what was read, often before the ACL was made. */
function isReadBack(node: ResourceNode, graph: ResourceGraph): boolean {
  const kind = graph.inputs[node.input]?.kind;
  return kind === "plan" || kind === "state";
}

function judgeAcl(node: ResourceNode, context: Context): readonly CheckResult[] {
  const canned = node.get("acl");
  const { answer, path } = grantsToAll(node);
  const facts = {
    path,
    expected: "no grant to AllUsers or AuthenticatedUsers",
    actual: canned.kind === "known" && typeof canned.value === "string" ? canned.value : null,
    reason: causeOf(canned) ?? "a grantee is only known after apply",
  };
  return [
    verdict(not(answer), facts, aclWords, context),
    verdict(not(grantsWritingToAll(node)), facts, writeWords, context),
  ];
}
