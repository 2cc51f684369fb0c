import type { JsonObject } from "../../../common/json";
import type { RuleExamples } from "../../rule";
import { ref } from "../kit/example";
import { example } from "../kit/scopedExample";

const balancer = (parts: JsonObject = {}): JsonObject => ({
  load_balancer_type: "application",
  subnets: ["subnet-0a1b2c3d", "subnet-1a2b3c4d"],
  ...parts,
});

export const examples: RuleExamples = [
  example("alb-04-good", {
    resource: {
      aws_s3_bucket: { records: { bucket_prefix: "alb-04-" } },
      aws_lb: { edge: balancer({ access_logs: { enabled: true, bucket: ref("aws_s3_bucket.records.id") } }) },
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
      },
    },
    {
      fails: [
        ["ALB-04.access-logs", "aws_lb.silent"],
        ["ALB-04.access-logs", "aws_lb.bucket_but_off"],
      ],
    },
  ),
];
