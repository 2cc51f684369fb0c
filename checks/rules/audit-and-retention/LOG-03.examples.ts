import type { JsonObject } from "../../../common/json";
import type { RuleExamples } from "../../rule";
import { ref } from "../kit/example";
import { example } from "../kit/scopedExample";

const topic = "arn:aws:sns:ap-south-1:123456789012:alerts";
const alarm = (name: string, parts: JsonObject): JsonObject => ({
  alarm_name: name,
  comparison_operator: "GreaterThanThreshold",
  evaluation_periods: 1,
  metric_name: "Errors",
  namespace: "Example",
  period: 60,
  statistic: "Sum",
  threshold: 0,
  ...parts,
});

export const examples: RuleExamples = [
  example("log-03-good", {
    resource: {
      aws_cloudwatch_metric_alarm: {
        plain: alarm("plain", { alarm_actions: [topic] }),
        stated: alarm("stated", { alarm_actions: [topic], actions_enabled: "true" }),
        part: alarm("part", {}),
      },
      aws_cloudwatch_composite_alarm: {
        both: {
          alarm_name: "both",
          alarm_rule: `ALARM("${ref("aws_cloudwatch_metric_alarm.part.alarm_name")}")`,
          alarm_actions: [topic],
        },
      },
    },
  }),
  example(
    "log-03-bad",
    {
      resource: {
        aws_cloudwatch_metric_alarm: {
          off: alarm("off", { alarm_actions: [topic], actions_enabled: false }),
          silent: alarm("silent", {}),
        },
      },
    },
    {
      fails: [
        ["LOG-03.actions-enabled", "aws_cloudwatch_metric_alarm.off"],
        ["LOG-03.actions", "aws_cloudwatch_metric_alarm.silent"],
      ],
    },
  ),
];
