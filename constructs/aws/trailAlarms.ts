import { CloudwatchLogMetricFilter } from "@cdktf/provider-aws/lib/cloudwatch-log-metric-filter";
import { CloudwatchMetricAlarm } from "@cdktf/provider-aws/lib/cloudwatch-metric-alarm";
import { SnsTopic } from "@cdktf/provider-aws/lib/sns-topic";
import { SnsTopicPolicy } from "@cdktf/provider-aws/lib/sns-topic-policy";
import { Construct } from "constructs";
import catalogue from "../../catalogue/trail-events.json";
import { EncryptionKey, forAlarms } from "./encryptionKey";
import type { LogGroup } from "./logGroup";
import type { Place } from "./place";
import { everyone, policyDocument } from "./policy";

export interface TrailAlarmsProps {
  /** Name of the topic, and beginning of the alarms' names. */
  readonly name: string;
  readonly place: Place;
  /** Where the trail writes what it sees. */
  readonly logGroup: LogGroup;
}

/** Seconds over which events are counted: short, because six hours to report begin when somebody notices. */
const periodSeconds = 300;

/**
 * An alarm for each event of `catalogue/trail-events.json` by which an attack begins or hides, and the topic that all
 * of them tell. Who listens to the topic is said elsewhere.
 */
export class TrailAlarms extends Construct {
  readonly topicArn: string;

  constructor(scope: Construct, id: string, props: TrailAlarmsProps) {
    super(scope, id);
    const topic = this.topic(props);
    this.topicArn = topic.arn;
    for (const event of catalogue.events) {
      const key = event.name.replaceAll("-", "_");
      const metric = { name: `${props.name}-${event.name}`, namespace: props.name };
      new CloudwatchLogMetricFilter(this, `see_${key}`, {
        name: metric.name,
        logGroupName: props.logGroup.resource.name,
        pattern: event.pattern,
        metricTransformation: { ...metric, value: "1" },
      });
      new CloudwatchMetricAlarm(this, `tell_${key}`, {
        alarmName: metric.name,
        alarmDescription: `The trail shows ${event.what}`,
        namespace: metric.namespace,
        metricName: metric.name,
        statistic: "Sum",
        period: periodSeconds,
        evaluationPeriods: 1,
        threshold: 1,
        comparisonOperator: "GreaterThanOrEqualToThreshold",
        // No event is the ordinary case.
        treatMissingData: "notBreaching",
        alarmActions: [topic.arn],
      });
    }
  }

  private topic({ name, place }: TrailAlarmsProps): SnsTopic {
    const key = new EncryptionKey(this, "key", {
      name,
      purpose: "Messages of alarms",
      place,
      uses: [forAlarms(place)],
    });
    const topic = new SnsTopic(this, "topic", { name, kmsMasterKeyId: key.arn });
    new SnsTopicPolicy(this, "topic_policy", {
      arn: topic.arn,
      policy: policyDocument([
        {
          Sid: "AlarmsOfThisAccount",
          Effect: "Allow",
          Principal: { Service: "cloudwatch.amazonaws.com" },
          Action: "sns:Publish",
          Resource: topic.arn,
          Condition: { StringEquals: { "aws:SourceAccount": place.accountId } },
        },
        {
          Sid: "NothingInClear",
          Effect: "Deny",
          Principal: everyone,
          Action: "sns:Publish",
          Resource: topic.arn,
          Condition: { Bool: { "aws:SecureTransport": "false" } },
        },
      ]),
    });
    return topic;
  }
}
