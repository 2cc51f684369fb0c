import { CloudwatchMetricAlarm } from "@cdktf/provider-aws/lib/cloudwatch-metric-alarm";
import { Construct } from "constructs";

/** A condition on one metric, and the runbook of whoever is told of it. */
export interface AlarmSpec {
  /** Ends the alarm's name. */
  readonly key: string;
  /** Name of `docs/runbooks/<runbook>.md`. */
  readonly runbook: string;
  /** What is the case when it rings, in words for whoever is woken. */
  readonly meaning: string;
  readonly namespace: string;
  readonly metric: string;
  readonly dimensions: { readonly [name: string]: string };
  /** A percentile is written `p95`. */
  readonly statistic: "Average" | "Maximum" | "Minimum" | "Sum" | "p95";
  readonly periodSeconds: number;
  /** Periods in a row for which the condition must hold. */
  readonly periods: number;
  readonly above?: number;
  readonly below?: number;
  /** What no data means. `breaching` for what must report by itself. @default `notBreaching` */
  readonly silence?: "breaching" | "notBreaching";
}

export interface AlarmProps extends AlarmSpec {
  /** Begins the alarm's name. */
  readonly prefix: string;
  readonly topicArn: string;
}

/** Tells the topic when a condition begins to hold and when it ends, and says where the runbook is. */
export class Alarm extends Construct {
  readonly name: string;

  constructor(scope: Construct, id: string, props: AlarmProps) {
    super(scope, id);
    const { above, below, statistic } = props;
    const threshold = above ?? below;
    if (threshold === undefined || (above !== undefined && below !== undefined)) {
      throw new Error(`Alarm ${props.key} needs exactly one of above and below`);
    }
    const alarm = new CloudwatchMetricAlarm(this, "Default", {
      alarmName: `${props.prefix}-${props.key}`,
      alarmDescription: described(props.meaning, props.runbook),
      namespace: props.namespace,
      metricName: props.metric,
      dimensions: props.dimensions,
      ...(statistic === "p95" ? { extendedStatistic: statistic } : { statistic }),
      period: props.periodSeconds,
      evaluationPeriods: props.periods,
      threshold,
      comparisonOperator: above === undefined ? "LessThanThreshold" : "GreaterThanThreshold",
      treatMissingData: props.silence ?? "notBreaching",
      alarmActions: [props.topicArn],
      okActions: [props.topicArn],
    });
    this.name = alarm.alarmName;
  }
}

/** The text of a message: what is the case, and where it is written what to do. */
export function described(meaning: string, runbook: string): string {
  return `${meaning}. Runbook: docs/runbooks/${runbook}.md`;
}
