import type { ResourceNode } from "../../graph/graph";
import type { CheckResult, Rule } from "../../rule";
import { frameworks, terraformInputs } from "../kit/frameworks";
import { causeOf, judge, verdict } from "../kit/judge";
import { type Answer, equals, not, oneOf, some } from "../kit/predicates";

const publicAcls = ["public-read", "public-read-write", "authenticated-read", "website"];
const publicGroups = [
  "http://acs.amazonaws.com/groups/global/AllUsers",
  "http://acs.amazonaws.com/groups/global/AuthenticatedUsers",
];

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
          checkov: ["CKV_AWS_20", "CKV_AWS_57", "CKV2_AWS_43"],
          trivy: ["AVD-AWS-0092"],
          fsbp: ["S3.2", "S3.3"],
        },
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

  evaluate(node: ResourceNode): readonly CheckResult[] {
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
    return judgeAcl(node);
  },
};

function judgeAcl(node: ResourceNode): readonly CheckResult[] {
  const canned = node.get("acl");
  const grants = granteesOf(node);
  if (node.type === "aws_s3_bucket" && canned.kind === "absent" && grants.length === 0) return [];
  const named: Answer = canned.kind === "absent" ? "no" : oneOf(publicAcls).ask(canned);
  const granted = some(grants.map((grantee) => grantee.isPublic));
  const culprit = grants.find((grantee) => grantee.isPublic !== "no");
  const bad = some([named, granted]);
  return [
    verdict(
      not(bad),
      {
        path: named === "no" && culprit ? culprit.path : "acl",
        expected: "no grant to AllUsers or AuthenticatedUsers",
        actual: canned.kind === "known" && typeof canned.value === "string" ? canned.value : null,
        reason: causeOf(canned) ?? "a grantee is only known after apply",
      },
      {
        check: "S3-11.public-acl",
        fails: "The ACL grants access to everybody, or to all AWS customers",
        passes: "The ACL grants nothing to everybody",
      },
      { related: node.type === "aws_s3_bucket_acl" ? node.references("bucket").nodes : [] },
    ),
  ];
}

interface Grantee {
  readonly path: string;
  readonly isPublic: Answer;
}

function granteesOf(node: ResourceNode): readonly Grantee[] {
  const split = node
    .blocks("access_control_policy")
    .items.flatMap((policy) => policy.blocks("grant").items)
    .flatMap((grant) => grant.blocks("grantee").items)
    .map((grantee) => ({ view: grantee, path: `${grantee.path}.uri` }));
  const inline = node.blocks("grant").items.map((grant) => ({ view: grant, path: `${grant.path}.uri` }));
  return [...split, ...inline].map(({ view, path }) => {
    const uri = view.get("uri");
    return { path, isPublic: uri.kind === "absent" ? "no" : oneOf(publicGroups).ask(uri) };
  });
}
