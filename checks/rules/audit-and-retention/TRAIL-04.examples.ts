import type { RuleExamples } from "../../rule";
import { example } from "../kit/scopedExample";
import { trail } from "../kit/trailExample";

export const examples: RuleExamples = [
  example("trail-04-good", {
    resource: { aws_cloudtrail: { by_default: trail(), stated: trail({ enable_logging: true }) } },
  }),
  example(
    "trail-04-bad",
    { resource: { aws_cloudtrail: { main: trail({ enable_logging: false }) } } },
    { fails: [["TRAIL-04.recording", "aws_cloudtrail.main"]] },
  ),
];
