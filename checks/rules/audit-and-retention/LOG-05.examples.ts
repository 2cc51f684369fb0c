import type { JsonObject } from "../../../common/json";
import type { RuleExamples } from "../../rule";
import { ref } from "../kit/example";
import { example } from "../kit/scopedExample";
import { trail } from "../kit/trailExample";
import { watchedEvents } from "../kit/watchedEvents";

const topic = "arn:aws:sns:ap-south-1:123456789012:alerts";
const label = (name: string) => name.replaceAll("-", "_");
const filter = (name: string, pattern: string): JsonObject => ({
  name,
  pattern,
  log_group_name: ref("aws_cloudwatch_log_group.trail.name"),
  metric_transformation: { name: `metric-${name}`, namespace: "Trail", value: "1" },
});
const alarm = (name: string, metric: string): JsonObject => ({
  alarm_name: name,
  comparison_operator: "GreaterThanOrEqualToThreshold",
  evaluation_periods: 1,
  metric_name: metric,
  namespace: "Trail",
  period: 300,
  statistic: "Sum",
  threshold: 1,
  alarm_actions: [topic],
});

const patternOf = (name: string): string => watchedEvents.find((event) => event.name === name)?.pattern ?? "";
const rootPattern = patternOf("root-use");
const loginPattern = patternOf("login-failures");

function watching(leftOut: string | undefined, leftUnalarmed: string | undefined): JsonObject {
  const events = watchedEvents.filter((event) => event.name !== leftOut);
  return {
    resource: {
      aws_cloudwatch_log_group: { trail: { name: "trail" } },
      aws_cloudtrail: {
        main: trail({ cloud_watch_logs_group_arn: `${ref("aws_cloudwatch_log_group.trail.arn")}:*` }),
      },
      aws_cloudwatch_log_metric_filter: Object.fromEntries(
        events.map((event) => [label(event.name), filter(event.name, event.pattern)]),
      ),
      aws_cloudwatch_metric_alarm: Object.fromEntries(
        events
          .filter((event) => event.name !== leftUnalarmed)
          .map((event, index) => [
            label(event.name),
            alarm(
              event.name,
              index === 0
                ? ref(`aws_cloudwatch_log_metric_filter.${label(event.name)}.metric_transformation[0].name`)
                : `metric-${event.name}`,
            ),
          ]),
      ),
    },
  };
}

export const examples: RuleExamples = [
  example("log-05-good", watching(undefined, undefined)),
  example("log-05-bad", watching("routes", "root-use"), {
    fails: [
      ["LOG-05.routes", "aws_cloudtrail.main"],
      ["LOG-05.root-use", "aws_cloudtrail.main"],
    ],
  }),
  example(
    "log-05-bad-counted-only",
    {
      resource: {
        aws_cloudwatch_log_metric_filter: {
          counted: { ...filter("root", rootPattern), log_group_name: "trail-of-the-organisation" },
          alarmed: { ...filter("login", loginPattern), log_group_name: "trail-of-the-organisation" },
          errors: { ...filter("errors", "ERROR"), log_group_name: "application" },
        },
        aws_cloudwatch_metric_alarm: {
          login: alarm("login", ref("aws_cloudwatch_log_metric_filter.alarmed.id")),
          other: alarm("other", "metric-of-others"),
        },
      },
    },
    { fails: [["LOG-05.root-use", "aws_cloudwatch_log_metric_filter.counted"]] },
  ),
  example(
    "log-05-bad-nothing-watched",
    {
      resource: {
        aws_cloudwatch_log_group: { trail: { name: "unwatched" } },
        aws_cloudtrail: {
          main: trail({ cloud_watch_logs_group_arn: `${ref("aws_cloudwatch_log_group.trail.arn")}:*` }),
        },
      },
    },
    { fails: watchedEvents.map((event) => [`LOG-05.${event.name}`, "aws_cloudtrail.main"] as const) },
  ),
];
