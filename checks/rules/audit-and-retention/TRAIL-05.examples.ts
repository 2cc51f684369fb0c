import type { RuleExamples } from "../../rule";
import { ref } from "../kit/example";
import { example } from "../kit/scopedExample";
import { trail } from "../kit/trailExample";

export const examples: RuleExamples = [
  example("trail-05-good", {
    resource: {
      aws_cloudwatch_log_group: { trail: { name: "trail-05" } },
      aws_cloudtrail: {
        stated: trail(),
        new_group: trail({ cloud_watch_logs_group_arn: `${ref("aws_cloudwatch_log_group.trail.arn")}:*` }),
      },
    },
  }),
  example(
    "trail-05-bad",
    {
      resource: {
        aws_cloudtrail: { main: trail({ cloud_watch_logs_group_arn: null, cloud_watch_logs_role_arn: null }) },
      },
    },
    { fails: [["TRAIL-05.log-group", "aws_cloudtrail.main"]] },
  ),
];
