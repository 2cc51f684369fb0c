import { CloudwatchEventRule } from "@cdktf/provider-aws/lib/cloudwatch-event-rule";
import { CloudwatchEventTarget } from "@cdktf/provider-aws/lib/cloudwatch-event-target";
import { SnsTopic } from "@cdktf/provider-aws/lib/sns-topic";
import { SnsTopicPolicy } from "@cdktf/provider-aws/lib/sns-topic-policy";
import { SnsTopicSubscription } from "@cdktf/provider-aws/lib/sns-topic-subscription";
import { SqsQueue } from "@cdktf/provider-aws/lib/sqs-queue";
import { Construct } from "constructs";
import { EncryptionKey, forAlarms } from "./encryptionKey";
import type { Place } from "./place";
import { everyone, type PolicyStatement, policyDocument } from "./policy";

export interface NotificationsProps {
  /** Name of topic, key and queue. */
  readonly name: string;
  readonly place: Place;
  /** Address of the people on call; AWS asks it once to confirm. @default nobody is told */
  readonly email?: string;
  /** Topics of other stacks whose messages the same people get. */
  readonly otherTopicArns: readonly string[];
}

/** Events that somebody must hear of, by a key that becomes part of the address. */
const events: { readonly [key: string]: { readonly what: string; readonly pattern: object } } = {
  findings: {
    what: "Findings of GuardDuty, Inspector, Macie, Access Analyzer and Config, gathered by Security Hub",
    pattern: {
      source: ["aws.securityhub"],
      "detail-type": ["Security Hub Findings - Imported"],
      detail: {
        findings: {
          Severity: { Label: ["HIGH", "CRITICAL"] },
          Workflow: { Status: ["NEW"] },
          RecordState: ["ACTIVE"],
        },
      },
    },
  },
  health: {
    what: "What AWS says of its own health and of changes that it is going to make",
    pattern: { source: ["aws.health"], "detail-type": ["AWS Health Event"] },
  },
};

/** Seconds for which an event that could not be told is kept: the longest that SQS offers, two weeks. */
const undeliveredSeconds = 1_209_600;

/** The topic of all alarms and events, encrypted with its own key, and a queue for what could not be told. */
export class Notifications extends Construct {
  readonly topicArn: string;
  /** Name of the queue of events that reached nobody. */
  readonly undeliveredQueue: string;

  constructor(scope: Construct, id: string, props: NotificationsProps) {
    super(scope, id);
    const { name, place } = props;
    const key = new EncryptionKey(this, "key", {
      name,
      purpose: "Messages to the people on call",
      place,
      uses: [forAlarms(place), eventsMayUse(place)],
    });
    const topic = new SnsTopic(this, "topic", { name, kmsMasterKeyId: key.arn });
    new SnsTopicPolicy(this, "topic_policy", { arn: topic.arn, policy: topicPolicy(topic.arn, place) });
    const queueName = `${name}-undelivered`;
    const undelivered = new SqsQueue(this, "undelivered", {
      name: queueName,
      kmsMasterKeyId: key.arn,
      messageRetentionSeconds: undeliveredSeconds,
      // Not as a resource of its own, for which the provider would wait as long again as for the queue.
      policy: queuePolicy(`arn:aws:sqs:${place.region}:${place.accountId}:${queueName}`, place, name),
    });
    for (const [event, { what, pattern }] of Object.entries(events)) {
      const rule = new CloudwatchEventRule(this, `on_${event}`, {
        name: `${name}-${event}`,
        description: what,
        eventPattern: JSON.stringify(pattern),
      });
      new CloudwatchEventTarget(this, `tell_${event}`, {
        rule: rule.name,
        arn: topic.arn,
        deadLetterConfig: { arn: undelivered.arn },
      });
    }
    if (props.email !== undefined) this.subscribe([topic.arn, ...props.otherTopicArns], props.email);
    this.topicArn = topic.arn;
    this.undeliveredQueue = queueName;
  }

  private subscribe(topicArns: readonly string[], email: string): void {
    for (const [index, topicArn] of topicArns.entries()) {
      const id = index === 0 ? "people" : `people_of_other_topic_${index}`;
      new SnsTopicSubscription(this, id, { topicArn, protocol: "email", endpoint: email });
    }
  }
}

function eventsMayUse(place: Place): PolicyStatement {
  return {
    Sid: "EventsOfThisAccount",
    Effect: "Allow",
    Principal: { Service: "events.amazonaws.com" },
    Action: ["kms:Decrypt", "kms:GenerateDataKey*"],
    Resource: "*",
    Condition: { StringEquals: { "aws:SourceAccount": place.accountId } },
  };
}

function topicPolicy(topicArn: string, { accountId }: Place): string {
  const ofThisAccount = { StringEquals: { "aws:SourceAccount": accountId } };
  const publish = { Action: "sns:Publish", Resource: topicArn } as const;
  return policyDocument([
    {
      Sid: "AlarmsOfThisAccount",
      Effect: "Allow",
      Principal: { Service: "cloudwatch.amazonaws.com" },
      ...publish,
      Condition: ofThisAccount,
    },
    {
      Sid: "EventsOfThisAccount",
      Effect: "Allow",
      Principal: { Service: "events.amazonaws.com" },
      ...publish,
      Condition: ofThisAccount,
    },
    {
      Sid: "NothingInClear",
      Effect: "Deny",
      Principal: everyone,
      ...publish,
      Condition: { Bool: { "aws:SecureTransport": "false" } },
    },
  ]);
}

function queuePolicy(queueArn: string, place: Place, name: string): string {
  return policyDocument([
    {
      Sid: "EventsThatReachedNobody",
      Effect: "Allow",
      Principal: { Service: "events.amazonaws.com" },
      Action: "sqs:SendMessage",
      Resource: queueArn,
      Condition: { ArnLike: { "aws:SourceArn": `arn:aws:events:${place.region}:${place.accountId}:rule/${name}-*` } },
    },
    {
      Sid: "NothingInClear",
      Effect: "Deny",
      Principal: everyone,
      Action: "sqs:*",
      Resource: queueArn,
      Condition: { Bool: { "aws:SecureTransport": "false" } },
    },
  ]);
}
