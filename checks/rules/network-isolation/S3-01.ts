import type { ResourceNode } from "../../graph/graph";
import type { CheckMetadata, CheckResult, Rule, RuleContext } from "../../rule";
import { blocksPublicAccess } from "../kit/bucket";
import { frameworks, terraformInputs } from "../kit/frameworks";
import { judge, verdict } from "../kit/judge";
import { every, isTrue, orAbsent } from "../kit/predicates";

interface Flag {
  readonly path: string;
  readonly check: string;
  readonly title: string;
  readonly checkov: readonly string[];
  readonly trivy: readonly string[];
}

const flags: readonly Flag[] = [
  {
    path: "block_public_acls",
    check: "S3-01.block-public-acls",
    title: "New public ACLs are refused",
    checkov: ["CKV_AWS_53"],
    trivy: ["AVD-AWS-0086"],
  },
  {
    path: "block_public_policy",
    check: "S3-01.block-public-policy",
    title: "Public policies are refused",
    checkov: ["CKV_AWS_54"],
    trivy: ["AVD-AWS-0087"],
  },
  {
    path: "ignore_public_acls",
    check: "S3-01.ignore-public-acls",
    title: "Public ACLs have no effect",
    checkov: ["CKV_AWS_55"],
    trivy: ["AVD-AWS-0091"],
  },
  {
    path: "restrict_public_buckets",
    check: "S3-01.restrict-public-buckets",
    title: "Public policies have no effect for strangers",
    checkov: ["CKV_AWS_56"],
    trivy: ["AVD-AWS-0093"],
  },
];

const ownBlock: CheckMetadata = {
  id: "S3-01.bucket-block",
  title: "Each bucket has a public access block of its own that refuses public ACLs and policies",
  severity: "high",
  equivalents: { checkov: ["CKV2_AWS_6"], trivy: ["AVD-AWS-0094"], fsbp: ["S3.8"] },
};

const accessPoint: CheckMetadata = {
  id: "S3-01.access-point",
  title: "Access points refuse public access",
  severity: "high",
  equivalents: { checkov: ["CKV_AWS_392"], fsbp: ["S3.19"] },
};

/** Buckets, access points and the account refuse whatever would make content public. */
export const rule: Rule = {
  metadata: {
    id: "S3-01",
    aliases: [],
    title: "Buckets cannot be made public",
    control: "network-isolation.object-store",
    severity: "high",
    group: "network-isolation",
    inputs: terraformInputs,
    resourceTypes: [
      "aws_s3_bucket",
      "aws_s3_bucket_public_access_block",
      "aws_s3_account_public_access_block",
      "aws_s3_access_point",
    ],
    rationale:
      "One ACL or policy written in haste publishes a bucket. The block refuses it whoever writes it; the bucket's own stays when the account's is lifted, and the account's covers buckets that nobody declared.",
    remediation:
      "Declare aws_s3_bucket_public_access_block for each bucket, and aws_s3_account_public_access_block for the account, with block_public_acls, block_public_policy, ignore_public_acls and restrict_public_buckets = true.",
    parameters: {},
    checks: [
      ownBlock,
      accessPoint,
      ...flags.map(
        (flag): CheckMetadata => ({
          id: flag.check,
          title: flag.title,
          severity: "high",
          equivalents: { checkov: flag.checkov, trivy: flag.trivy, fsbp: ["S3.1", "S3.8"] },
        }),
      ),
    ],
    frameworks: frameworks({
      cisAws: ["2.1.4"],
      nist: ["AC-3", "SC-7"],
      iso: ["A.8.3", "A.8.12"],
      dpdp: ["6(1)(b)"],
      digit: ["accessControl", "network"],
    }),
  },

  evaluate(node: ResourceNode, context: RuleContext): readonly CheckResult[] {
    if (node.type === "aws_s3_bucket") return [judgeBucket(node, context)];
    if (node.type === "aws_s3_access_point") return judgeAccessPoint(node);
    return judgeFlags(node);
  },
};

function judgeBucket(node: ResourceNode, context: RuleContext): CheckResult {
  const blocks = context.graph.referrers(node, "aws_s3_bucket_public_access_block", "bucket");
  return verdict(
    // What is public already is the question of the two other flags, which the block answers for itself.
    blocksPublicAccess(context.graph, node, ["block_public_acls", "block_public_policy"]),
    {
      path: "bucket",
      expected: "an aws_s3_bucket_public_access_block with block_public_acls and block_public_policy true",
      actual: blocks.nodes[0]?.address ?? null,
      reason: blocks.unresolved ?? "a flag of the bucket's public access block is not known",
    },
    {
      check: ownBlock.id,
      fails:
        blocks.nodes.length > 0
          ? "The bucket's public access block lets new ACLs or policies make it public"
          : "The bucket has no public access block of its own",
      passes: "The bucket's public access block refuses public ACLs and policies",
    },
    { related: blocks.nodes },
  );
}

function judgeFlags(node: ResourceNode): readonly CheckResult[] {
  return flags.map((flag) =>
    judge(node, flag.path, isTrue(), { check: flag.check, fails: `${flag.path} is off`, passes: `${flag.path} is on` }),
  );
}

/** An access point's flags are on unless said otherwise. */
function judgeAccessPoint(node: ResourceNode): readonly CheckResult[] {
  const { items, unknown } = node.blocks("public_access_block_configuration");
  const off = orAbsent(isTrue());
  const answers = items.flatMap((view) => flags.map(({ path }) => ({ path, answer: off.ask(view.get(path)) })));
  const lifted = answers.flatMap(({ path, answer }) => (answer === "no" ? [path] : []));
  return [
    verdict(
      every([...answers.map(({ answer }) => answer), unknown === undefined ? "yes" : "unknown"]),
      {
        path: "public_access_block_configuration",
        expected: "no flag that is off",
        actual: lifted,
        reason: unknown ?? "a flag is not known",
      },
      {
        check: accessPoint.id,
        fails: `The access point does not refuse public access: ${lifted.join(", ")} ${lifted.length === 1 ? "is" : "are"} off`,
        passes: "The access point refuses public access",
      },
    ),
  ];
}
