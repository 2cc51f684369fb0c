/**
 * Log groups that AWS insists on abroad, and whose content is carried to where logs are kept. Route 53 writes the queries
 * to public zones to CloudWatch groups of us-east-1 alone; a subscription that hands every line to a delivery stream
 * into a bucket of an allowed region keeps the record at home, and the group is then only a door.
 */
import type { ResourceGraph, ResourceNode } from "../../graph/graph";
import { equals, orAbsent } from "./predicates";

const streamType = "aws_kinesis_firehose_delivery_stream";

/** The attribute is required, and an empty pattern lets every line pass. */
const everyLine = orAbsent(equals(""));

/** Buckets into which every line of a group of public DNS queries is carried; empty for every other group. */
export function homesOf(group: ResourceNode, graph: ResourceGraph): readonly ResourceNode[] {
  if (graph.referrers(group, "aws_route53_query_log", "cloudwatch_log_group_arn").nodes.length === 0) return [];
  const subscriptions = graph.referrers(group, "aws_cloudwatch_log_subscription_filter", "log_group_name").nodes;
  return subscriptions
    .filter((subscription) => everyLine.ask(subscription.get("filter_pattern")) === "yes")
    .flatMap((subscription) => subscription.references("destination_arn").nodes)
    .filter((stream) => stream.type === streamType)
    .flatMap((stream) => stream.references("extended_s3_configuration[0].bucket_arn").nodes)
    .filter((bucket) => bucket.type === "aws_s3_bucket");
}
