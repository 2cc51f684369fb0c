import type { JsonObject } from "../../../common/json";
import type { RuleExamples } from "../../rule";
import { ref } from "../kit/example";
import { example } from "../kit/scopedExample";

const feature = (name: string, status: string): JsonObject => ({
  main: { detector_id: ref("aws_guardduty_detector.main.id"), name, status },
});
const detector: JsonObject = { main: { enable: true } };
const runTime = feature("RUNTIME_MONITORING", "ENABLED");

export const examples: RuleExamples = [
  example("ids-01-good-hub", {
    resource: {
      aws_guardduty_detector: detector,
      aws_guardduty_detector_feature: runTime,
      aws_securityhub_account: { main: {} },
    },
  }),
  example("ids-01-good-event", {
    resource: {
      aws_guardduty_detector: detector,
      aws_guardduty_detector_feature: feature("EKS_RUNTIME_MONITORING", "ENABLED"),
      aws_cloudwatch_event_rule: { main: { name: "findings", event_pattern: '{"source":["aws.guardduty"]}' } },
      aws_cloudwatch_event_target: {
        main: { rule: ref("aws_cloudwatch_event_rule.main.name"), arn: "arn:aws:sns:ap-south-1:123456789012:alerts" },
      },
    },
  }),
  example(
    "ids-01-bad",
    {
      resource: {
        aws_guardduty_detector: detector,
        aws_guardduty_detector_feature: feature("RUNTIME_MONITORING", "DISABLED"),
        aws_cloudwatch_event_rule: { main: { name: "unheard", event_pattern: '{"source":["aws.guardduty"]}' } },
      },
    },
    {
      fails: [
        ["IDS-01.run-time", "aws_guardduty_detector.main"],
        ["IDS-01.heard", "aws_guardduty_detector.main"],
      ],
    },
  ),
];
