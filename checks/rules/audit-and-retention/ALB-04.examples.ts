import type { JsonObject } from "../../../common/json";
import type { RuleExamples } from "../../rule";
import { ref } from "../kit/example";
import { example } from "../kit/scopedExample";

const balancer = (parts: JsonObject = {}): JsonObject => ({
  load_balancer_type: "application",
  subnets: ["subnet-0a1b2c3d", "subnet-1a2b3c4d"],
  ...parts,
});

/** Records of a classic load balancer are on where a bucket is named, unless they are turned off. */
const classic = (parts: JsonObject = {}): JsonObject => ({
  subnets: ["subnet-0a1b2c3d"],
  listener: [
    {
      instance_port: 8443,
      instance_protocol: "https",
      lb_port: 443,
      lb_protocol: "https",
      ssl_certificate_id: "arn:aws:acm:ap-south-1:123456789012:certificate/0a1b2c3d-0a1b-0a1b-0a1b-0a1b2c3d4e5f",
    },
  ],
  ...parts,
});

export const examples: RuleExamples = [
  example("alb-04-good", {
    resource: {
      aws_s3_bucket: { records: { bucket_prefix: "alb-04-" } },
      aws_lb: { edge: balancer({ access_logs: { enabled: true, bucket: ref("aws_s3_bucket.records.id") } }) },
      aws_elb: {
        classic: classic({ access_logs: { bucket: ref("aws_s3_bucket.records.id") } }),
        said: classic({ access_logs: { bucket: "alb-04-records", enabled: true } }),
      },
    },
  }),
  example(
    "alb-04-bad",
    {
      resource: {
        aws_lb: {
          silent: balancer(),
          bucket_but_off: balancer({ access_logs: { bucket: "alb-04-records" } }),
        },
        aws_elb: {
          silent_classic: classic(),
          classic_off: classic({ access_logs: { bucket: "alb-04-records", enabled: false } }),
        },
      },
    },
    {
      fails: [
        ["ALB-04.access-logs", "aws_lb.silent"],
        ["ALB-04.access-logs", "aws_lb.bucket_but_off"],
        ["ALB-04.access-logs", "aws_elb.silent_classic"],
        ["ALB-04.access-logs", "aws_elb.classic_off"],
      ],
    },
  ),
];
