import type { JsonObject } from "../../../common/json";
import { ref } from "./example";

/**
 * Queries to a public zone, carried from a group `abroad` in Virginia into the bucket `home`; parts of group,
 * subscription and bucket can be changed.
 */
export function carriedHome(
  name: string,
  parts: { readonly group?: JsonObject; readonly subscription?: JsonObject; readonly bucket?: JsonObject } = {},
): JsonObject {
  const virginia = { provider: "aws.virginia" };
  return {
    aws_route53_zone: { main: { name: `${name}.example.org` } },
    aws_route53_query_log: {
      main: {
        zone_id: ref("aws_route53_zone.main.zone_id"),
        cloudwatch_log_group_arn: ref("aws_cloudwatch_log_group.abroad.arn"),
      },
    },
    aws_cloudwatch_log_group: {
      abroad: { ...virginia, name: `/aws/route53/${name}`, retention_in_days: 7, ...parts.group },
    },
    aws_cloudwatch_log_subscription_filter: {
      main: {
        ...virginia,
        name,
        log_group_name: ref("aws_cloudwatch_log_group.abroad.name"),
        filter_pattern: "",
        destination_arn: ref("aws_kinesis_firehose_delivery_stream.main.arn"),
        role_arn: "arn:aws:iam::123456789012:role/feeder",
        ...parts.subscription,
      },
    },
    aws_kinesis_firehose_delivery_stream: {
      main: {
        ...virginia,
        name,
        destination: "extended_s3",
        extended_s3_configuration: {
          role_arn: "arn:aws:iam::123456789012:role/carrier",
          bucket_arn: ref("aws_s3_bucket.home.arn"),
        },
      },
    },
    aws_s3_bucket: { home: { bucket: `${name}-home`, tags: { "data-class": "telemetry" }, ...parts.bucket } },
  };
}
