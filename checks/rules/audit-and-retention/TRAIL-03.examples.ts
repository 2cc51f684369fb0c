import type { RuleExamples } from "../../rule";
import { example } from "../kit/scopedExample";
import { trail } from "../kit/trailExample";

export const examples: RuleExamples = [
  example("trail-03-good", {
    resource: { aws_cloudtrail: { main: trail(), stated: trail({ include_global_service_events: "true" }) } },
  }),
  example(
    "trail-03-bad",
    {
      resource: {
        aws_cloudtrail: {
          one_region: trail({ is_multi_region_trail: null }),
          not_global: trail({ is_multi_region_trail: false, include_global_service_events: false }),
        },
      },
    },
    {
      fails: [
        ["TRAIL-03.all-regions", "aws_cloudtrail.one_region"],
        ["TRAIL-03.all-regions", "aws_cloudtrail.not_global"],
        ["TRAIL-03.global-events", "aws_cloudtrail.not_global"],
      ],
    },
  ),
];
