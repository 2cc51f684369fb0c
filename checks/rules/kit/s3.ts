import type { BlockView, References, ResourceGraph, ResourceNode } from "../../graph/graph";
import { letsLogsIn } from "./acl";
import { allows } from "./policy";

/** Settings of a bucket from its own blocks (provider 3 and older) and from resources beside it. */
export interface BucketParts {
  readonly views: readonly { readonly node: ResourceNode; readonly view: BlockView | undefined }[];
  /** Resources beside the bucket, for `related`. */
  readonly nodes: readonly ResourceNode[];
  /** Set when there may be more than what is listed. */
  readonly unresolved: string | undefined;
}

/** `inline` names the bucket's own block; `splitType` is joined by its `bucket`. */
export function bucketParts(
  bucket: ResourceNode,
  graph: ResourceGraph,
  splitType: string,
  inline: string | undefined,
): BucketParts {
  const split = graph.referrers(bucket, splitType, "bucket");
  const own = inline === undefined || isLeftover(bucket, graph, split) ? undefined : bucket.blocks(inline);
  return {
    views: [
      ...(own?.items ?? []).map((view) => ({ node: bucket, view })),
      ...split.nodes.map((node) => ({ node, view: undefined })),
    ],
    nodes: split.nodes,
    unresolved: split.unresolved ?? own?.unknown,
  };
}

/**
 * In plans and states the provider fills a bucket's own blocks with what it read, often before the resource beside it
 * was made: with such a resource, the blocks say nothing. In a source somebody wrote them.
 */
function isLeftover(bucket: ResourceNode, graph: ResourceGraph, split: References): boolean {
  const kind = graph.inputs[bucket.input]?.kind;
  return (kind === "plan" || kind === "state") && split.nodes.length > 0;
}

/** The bucket says by an ACL or by its policy that S3 may deliver records of access to it. */
function admitsServiceLogs(bucket: ResourceNode, graph: ResourceGraph): boolean {
  const acls = [bucket, ...graph.referrers(bucket, "aws_s3_bucket_acl", "bucket").nodes];
  const policies = [bucket, ...graph.referrers(bucket, "aws_s3_bucket_policy", "bucket").nodes];
  return acls.some(letsLogsIn) || policies.some((one) => admitsByPolicy(one));
}

function admitsByPolicy(node: ResourceNode): boolean {
  const policy = node.policy("policy");
  if (policy.kind !== "policy") return false;
  return policy.statements.some(
    (statement) =>
      allows(statement) === "yes" &&
      statement.principals.some(
        ({ type, values }) => type === "Service" && values.includes("logging.s3.amazonaws.com"),
      ),
  );
}

/** True when the bucket of a split resource is among the inputs, where the finding will stand. */
export function hasBucket(node: ResourceNode): boolean {
  return node.references("bucket").nodes.some((target) => target.type === "aws_s3_bucket" && target.mode === "managed");
}

/**
 * True for a bucket that S3 access logs or a load balancer's logs are written to: both services deliver only to
 * buckets whose default encryption is SSE-S3. A bucket that logs to itself is not one.
 */
export function receivesServiceLogs(bucket: ResourceNode, graph: ResourceGraph): boolean {
  const logging = graph
    .referrers(bucket, "aws_s3_bucket_logging", "target_bucket")
    .nodes.filter((node) => !node.references("bucket").nodes.includes(bucket));
  const inline = graph
    .referrers(bucket, "aws_s3_bucket", "logging[0].target_bucket")
    .nodes.filter((node) => node !== bucket);
  const balancers = ["aws_lb", "aws_elb"].flatMap((type) => [
    ...graph.referrers(bucket, type, "access_logs[0].bucket").nodes,
  ]);
  return logging.length + inline.length + balancers.length > 0 || admitsServiceLogs(bucket, graph);
}

/** Buckets whose objects replication copies into this one. */
export function copiedFrom(graph: ResourceGraph, bucket: ResourceNode): readonly ResourceNode[] {
  const inline = "replication_configuration[0].rules[0].destination[0].bucket";
  const split = graph.referrers(
    bucket,
    "aws_s3_bucket_replication_configuration",
    "rule[0].destination[0].bucket",
  ).nodes;
  return [
    ...split.flatMap((configuration) => configuration.references("bucket").nodes),
    ...graph.referrers(bucket, "aws_s3_bucket", inline).nodes,
  ];
}
