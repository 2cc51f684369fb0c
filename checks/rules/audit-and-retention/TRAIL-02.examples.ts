import type { RuleExamples } from "../../rule";
import { example } from "../kit/scopedExample";
import { trail } from "../kit/trailExample";

export const examples: RuleExamples = [
  example("trail-02-good", { resource: { aws_cloudtrail: { main: trail() } } }),
  example(
    "trail-02-bad",
    {
      resource: {
        aws_cloudtrail: {
          off: trail({ enable_log_file_validation: false }),
          by_default: trail({ enable_log_file_validation: null }),
        },
      },
    },
    {
      fails: [
        ["TRAIL-02.validation", "aws_cloudtrail.off"],
        ["TRAIL-02.validation", "aws_cloudtrail.by_default"],
      ],
    },
  ),
];
