import type { ResourceGraph, ResourceNode } from "../../graph/graph";
import type { CheckResult, Rule } from "../../rule";
import { frameworks } from "../kit/frameworks";
import { judge, verdict } from "../kit/judge";
import { equals, every, isSet, isTrue, some } from "../kit/predicates";
import { bucketParts } from "../kit/s3";

const encrypted = { check: "SEC-06.encrypted", fails: "The state is written without asking S3 to encrypt it." };
const locked = { check: "SEC-06.locked", fails: "Two runs at the same time can write over each other's state." };
const versioned = { check: "SEC-06.versioned", fails: "A state that is damaged or overwritten cannot be taken back." };
const blocked = { check: "SEC-06.private", fails: "Nothing keeps the bucket of the state from becoming public." };

export const rule: Rule = {
  metadata: {
    id: "SEC-06",
    aliases: [],
    title: "Terraform's state is encrypted, locked, versioned and private",
    control: "secrets.state",
    severity: "high",
    group: "secrets",
    // The backend stands in the source alone.
    inputs: ["terraform-json", "hcl"],
    resourceTypes: ["terraform_backend_s3"],
    rationale: "The state describes the whole platform, and whoever writes it decides what the next apply destroys.",
    remediation:
      "In backend s3 set encrypt = true and use_lockfile = true; give its bucket versioning and a public access block with all four settings true.",
    parameters: {},
    checks: [
      { id: encrypted.check, title: "The backend encrypts the state", severity: "high", equivalents: {} },
      { id: locked.check, title: "The backend locks the state", severity: "high", equivalents: {} },
      { id: versioned.check, title: "The state's bucket keeps versions", severity: "high", equivalents: {} },
      { id: blocked.check, title: "The state's bucket cannot become public", severity: "high", equivalents: {} },
    ],
    frameworks: frameworks({
      nist: ["SC-28(1)", "AC-3"],
      iso: ["A.8.24", "A.8.3"],
      dpdp: ["6(1)(a)"],
      digit: ["encryption", "accessControl"],
    }),
  },
  evaluate: (backend, { graph }) => {
    // Without a bucket the configuration is partial: the rest is given when Terraform is initialised.
    if (backend.get("bucket").kind === "absent") return [partial(encrypted), partial(locked)];
    const bucket = backend.references("bucket").nodes.find((node) => node.type === "aws_s3_bucket");
    return [
      judge(backend, "encrypt", isTrue(), encrypted),
      judgeLock(backend),
      // A bucket that another platform owns is judged there.
      ...(bucket ? judgeBucket(bucket, graph) : []),
    ];
  },
};

function partial(words: typeof encrypted): CheckResult {
  const reason = "the backend's configuration is partial";
  return verdict("unknown", { path: "bucket", expected: "set", actual: null, reason }, words);
}

/** A lock in DynamoDB is deprecated, and a lock all the same. */
function judgeLock(backend: ResourceNode): CheckResult {
  const answer = some([isTrue().ask(backend.get("use_lockfile")), isSet().ask(backend.get("dynamodb_table"))]);
  return verdict(answer, { path: "use_lockfile", expected: true, actual: answer === "yes" ? true : null }, locked);
}

function judgeBucket(bucket: ResourceNode, graph: ResourceGraph): CheckResult[] {
  const versions = bucketParts(bucket, graph, "aws_s3_bucket_versioning", "versioning");
  const isVersioned = versions.views.map(({ node, view }) =>
    view ? isTrue().ask(view.get("enabled")) : equals("Enabled").ask(node.get("versioning_configuration[0].status")),
  );
  const blocks = graph.referrers(bucket, "aws_s3_bucket_public_access_block", "bucket");
  const settings = ["block_public_acls", "block_public_policy", "ignore_public_acls", "restrict_public_buckets"];
  const isBlocked = blocks.nodes.map((block) => every(settings.map((setting) => isTrue().ask(block.get(setting)))));
  return [
    verdict(
      some([...isVersioned, versions.unresolved === undefined ? "no" : "unknown"]),
      { path: "versioning", expected: "Enabled", actual: null, reason: versions.unresolved },
      versioned,
      { resource: bucket, related: versions.nodes },
    ),
    verdict(
      some([...isBlocked, blocks.unresolved === undefined ? "no" : "unknown"]),
      {
        path: "aws_s3_bucket_public_access_block",
        expected: "all four settings true",
        actual: null,
        reason: blocks.unresolved,
      },
      blocked,
      { resource: bucket, related: blocks.nodes },
    ),
  ];
}
