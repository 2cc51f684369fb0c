import type { JsonObject } from "../../../common/json";
import type { RuleExamples } from "../../rule";
import { carriedHome } from "../kit/carriedHomeExample";
import { ref } from "../kit/example";
import { regions } from "../kit/regionExample";
import { example } from "../kit/scopedExample";
import { trail } from "../kit/trailExample";

const replication = (parts: JsonObject): JsonObject => ({
  main: {
    bucket: ref("aws_s3_bucket.archive.id"),
    role: "arn:aws:iam::123456789012:role/replication",
    rule: [
      {
        id: "all",
        status: "Enabled",
        filter: {},
        delete_marker_replication: { status: "Disabled" },
        destination: { bucket: ref("aws_s3_bucket.copy.arn") },
      },
    ],
    ...parts,
  },
});

export const examples: RuleExamples = [
  example("log-04-good", {
    ...regions,
    resource: {
      aws_cloudwatch_log_group: {
        home: { name: "log-04-home" },
        second: { name: "log-04-second", provider: "aws.hyderabad" },
      },
      aws_s3_bucket: {
        archive: { bucket: "log-04-archive" },
        copy: { bucket: "log-04-copy", provider: "aws.hyderabad" },
        assets: { bucket: "log-04-assets", provider: "aws.virginia" },
      },
      aws_cloudtrail: { main: trail({ s3_bucket_name: ref("aws_s3_bucket.archive.id") }) },
      aws_s3_bucket_replication_configuration: replication({}),
    },
  }),
  example(
    "log-04-bad-group-abroad",
    {
      ...regions,
      resource: { aws_cloudwatch_log_group: { abroad: { name: "log-04-abroad", provider: "aws.virginia" } } },
    },
    { fails: [["LOG-04.region", "aws_cloudwatch_log_group.abroad"]] },
  ),
  example(
    "log-04-bad-copy-abroad",
    {
      ...regions,
      resource: {
        aws_s3_bucket: {
          archive: { bucket: "log-04-archive-2", tags: { "data-class": "audit" } },
          copy: { bucket: "log-04-copy-2", provider: "aws.virginia" },
        },
        aws_s3_bucket_replication_configuration: replication({}),
      },
    },
    { fails: [["LOG-04.copies", "aws_s3_bucket_replication_configuration.main"]] },
  ),
  example(
    "log-04-bad-bucket-abroad",
    {
      ...regions,
      resource: {
        aws_s3_bucket: { archive: { bucket: "log-04-archive-3", provider: "aws.virginia" } },
        aws_flow_log: {
          main: {
            vpc_id: "vpc-0a1b2c3d",
            traffic_type: "ALL",
            log_destination_type: "s3",
            log_destination: ref("aws_s3_bucket.archive.arn"),
          },
        },
      },
    },
    { fails: [["LOG-04.region", "aws_s3_bucket.archive"]] },
  ),
  example("log-04-good-carried-home", { ...regions, resource: carriedHome("log-04-carried") }),
  example(
    "log-04-bad-held-abroad",
    { ...regions, resource: carriedHome("log-04-held", { group: { retention_in_days: 400 } }) },
    { fails: [["LOG-04.region", "aws_cloudwatch_log_group.abroad"]] },
  ),
  example(
    "log-04-bad-carried-in-part",
    { ...regions, resource: carriedHome("log-04-part", { subscription: { filter_pattern: "NXDOMAIN" } }) },
    { fails: [["LOG-04.region", "aws_cloudwatch_log_group.abroad"]] },
  ),
  example(
    "log-04-bad-carried-abroad",
    { ...regions, resource: carriedHome("log-04-farther", { bucket: { provider: "aws.virginia" } }) },
    {
      fails: [
        ["LOG-04.region", "aws_cloudwatch_log_group.abroad"],
        ["LOG-04.region", "aws_s3_bucket.home"],
      ],
    },
  ),
];
