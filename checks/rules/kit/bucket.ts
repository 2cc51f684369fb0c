/**
 * What is said of a bucket: by the resources that refer to it, and by the older blocks inside `aws_s3_bucket`. Every
 * question has three answers; a helper that may or may not belong to the bucket makes it `unknown`.
 */
import type { BlockView, Reading, ResourceGraph, ResourceNode } from "../../graph/graph";
import { grantsToAll, letsLogsIn } from "./acl";
import { isOpenToAll } from "./policy";
import { type Answer, atLeast, equals, every, isTrue, not, numberOf, some } from "./predicates";

const publicAccessFlags = [
  "block_public_acls",
  "block_public_policy",
  "ignore_public_acls",
  "restrict_public_buckets",
] as const;

interface Helpers {
  readonly nodes: readonly ResourceNode[];
  /** `unknown` when some helper refers to a bucket that could not be resolved, and there may be one more. */
  readonly more: Answer;
}

function helpers(graph: ResourceGraph, bucket: ResourceNode, type: string): Helpers {
  const { nodes, unresolved } = graph.referrers(bucket, type, "bucket");
  return { nodes, more: unresolved === undefined ? "no" : "unknown" };
}

/** Whether the bucket's own block has the flags on; all four unless said otherwise. */
export function blocksPublicAccess(
  graph: ResourceGraph,
  bucket: ResourceNode,
  flags: readonly (typeof publicAccessFlags)[number][] = publicAccessFlags,
): Answer {
  const { nodes, more } = helpers(graph, bucket, "aws_s3_bucket_public_access_block");
  return some([...nodes.map((block) => every(flags.map((flag) => isTrue().ask(block.get(flag))))), more]);
}

/** Whether an ACL or a policy opens the bucket, and no block of public access keeps it shut. */
export function isMadePublic(graph: ResourceGraph, bucket: ResourceNode): Answer {
  const acls = [bucket, ...helpers(graph, bucket, "aws_s3_bucket_acl").nodes].map((acl) => grantsToAll(acl).answer);
  const policies = [bucket, ...helpers(graph, bucket, "aws_s3_bucket_policy").nodes].map((one) => one.policy("policy"));
  const opened = policies.map((policy): Answer => {
    if (policy.kind === "absent") return "no";
    return policy.kind === "unknown" ? "unknown" : some(policy.statements.map(isOpenToAll));
  });
  return every([some([...acls, ...opened]), not(blocksPublicAccess(graph, bucket))]);
}

export function isVersioned(graph: ResourceGraph, bucket: ResourceNode): Answer {
  const { nodes, more } = helpers(graph, bucket, "aws_s3_bucket_versioning");
  return some([
    ...nodes.map((helper) => equals("Enabled").ask(helper.get("versioning_configuration[0].status"))),
    ...bucket.blocks("versioning").items.map((block) => isTrue().ask(block.get("enabled"))),
    more,
  ]);
}

export interface LogTarget {
  /** Who states it, and at which path. */
  readonly node: ResourceNode;
  readonly path: string;
  readonly buckets: readonly ResourceNode[];
  readonly reading: Reading;
}

/** Where requests to the bucket are recorded. */
export function logTargets(
  graph: ResourceGraph,
  bucket: ResourceNode,
): { readonly targets: readonly LogTarget[]; readonly more: Answer } {
  const { nodes, more } = helpers(graph, bucket, "aws_s3_bucket_logging");
  const split = nodes.map((node) => target(node, node, "target_bucket"));
  const inline = bucket.blocks("logging").items.map((block) => target(bucket, block, `${block.path}.target_bucket`));
  return { targets: [...split, ...inline], more };
}

function target(node: ResourceNode, view: ResourceNode | BlockView, path: string): LogTarget {
  return { node, path, buckets: view.references("target_bucket").nodes, reading: view.get("target_bucket") };
}

/** Whether the bucket is one to which S3 delivers other buckets' access records, or that lets S3 do so. */
export function receivesAccessLogs(graph: ResourceGraph, bucket: ResourceNode): boolean {
  const inline = graph.referrers(bucket, "aws_s3_bucket", "logging[0].target_bucket").nodes;
  if (inline.some((source) => source !== bucket)) return true;
  const acls = [bucket, ...helpers(graph, bucket, "aws_s3_bucket_acl").nodes];
  if (acls.some(letsLogsIn)) return true;
  return graph.referrers(bucket, "aws_s3_bucket_logging", "target_bucket").nodes.some((helper) => {
    const sources = helper.references("bucket").nodes;
    return sources.length === 0 || sources.some((source) => source !== bucket);
  });
}

/** A rule that erases current objects. */
export interface Expiry {
  readonly node: ResourceNode;
  readonly path: string;
  /** Undefined where it cannot be read, or is a date. */
  readonly days: number | undefined;
  /** False where the rule covers a part of the bucket only. */
  readonly whole: boolean;
}

/** Rules in force that erase current objects, and whether there may be more of them. */
export function expiries(
  graph: ResourceGraph,
  bucket: ResourceNode,
): { readonly items: readonly Expiry[]; readonly unknown: string | undefined } {
  const configurations = graph.referrers(bucket, "aws_s3_bucket_lifecycle_configuration", "bucket");
  const lists = [
    ...configurations.nodes.map((node) => ({
      node,
      list: node.blocks("rule"),
      on: (rule: BlockView) => equals("Enabled").ask(rule.get("status")),
    })),
    { node: bucket, list: bucket.blocks("lifecycle_rule"), on: (rule: BlockView) => isTrue().ask(rule.get("enabled")) },
  ];
  const items = lists.flatMap(({ node, list, on }) =>
    list.items.filter((rule) => on(rule) !== "no").flatMap((rule) => expiryOf(node, rule)),
  );
  return { items, unknown: configurations.unresolved ?? lists.find(({ list }) => list.unknown)?.list.unknown };
}

function expiryOf(node: ResourceNode, rule: BlockView): readonly Expiry[] {
  return rule.blocks("expiration").items.flatMap((expiration) => {
    const days = expiration.get("days");
    const value = days.kind === "known" ? numberOf(days.value) : undefined;
    const dated = expiration.get("date").kind !== "absent";
    // A provider writes 0 for "not set", as in a rule that only removes delete markers.
    if (!dated && (days.kind === "absent" || value === 0)) return [];
    return [{ node, path: `${expiration.path}.days`, days: value, whole: coversWholeBucket(rule) }];
  });
}

const narrowing = [
  "prefix",
  "filter[0].prefix",
  "filter[0].tag",
  "filter[0].and",
  "filter[0].object_size_less_than",
  "filter[0].object_size_greater_than",
];

/** Whether nothing in a lifecycle rule narrows it to some objects of the bucket. */
export function coversWholeBucket(rule: BlockView): boolean {
  return narrowing.every((path) => {
    const reading = rule.get(path);
    if (reading.kind === "absent") return true;
    return reading.kind !== "unknown" && (reading.value === "" || numberOf(reading.value) === 0);
  });
}

/** Whether nothing is erased before the days have passed. Never erasing anything is keeping it. */
export function keepsFor(graph: ResourceGraph, bucket: ResourceNode, days: number): Answer {
  const { items, unknown } = expiries(graph, bucket);
  return every([
    ...items.map((item): Answer => (item.days === undefined ? "unknown" : item.days >= days ? "yes" : "no")),
    unknown === undefined ? "yes" : "unknown",
  ]);
}

/** Whether new objects are locked by default, and for at least the days. */
export function locksFor(graph: ResourceGraph, bucket: ResourceNode, days: number): Answer {
  const { nodes, more } = helpers(graph, bucket, "aws_s3_bucket_object_lock_configuration");
  const inline = bucket.blocks("object_lock_configuration").items;
  return some([
    ...nodes.map((helper) => longEnough(helper, "rule[0].default_retention[0]", days)),
    ...inline.map((block) => longEnough(block, "rule[0].default_retention[0]", days)),
    more,
  ]);
}

function longEnough(view: ResourceNode | BlockView, path: string, days: number): Answer {
  const years = Math.ceil(days / 365);
  return every([
    some([equals("COMPLIANCE").ask(view.get(`${path}.mode`)), equals("GOVERNANCE").ask(view.get(`${path}.mode`))]),
    some([atLeast(days).ask(view.get(`${path}.days`)), atLeast(years).ask(view.get(`${path}.years`))]),
  ]);
}

/** Evidence of who did what, by what writes to the bucket, or by the bucket's own word. */
export function evidenceIn(graph: ResourceGraph, bucket: ResourceNode): readonly ResourceNode[] {
  return [
    ...graph.referrers(bucket, "aws_cloudtrail", "s3_bucket_name").nodes,
    ...graph.referrers(bucket, "aws_flow_log", "log_destination").nodes,
    ...graph.referrers(bucket, "aws_config_delivery_channel", "s3_bucket_name").nodes,
  ];
}
