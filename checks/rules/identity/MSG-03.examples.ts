import type { JsonObject } from "../../../common/json";
import type { RuleExamples } from "../../rule";
import { ref } from "../kit/example";
import { policyText } from "../kit/policyExample";
import { example } from "../kit/scopedExample";

const queue: JsonObject = { events: { name: "msg-03" } };
const policy = (statement: JsonObject): JsonObject => ({
  events: {
    queue_url: ref("aws_sqs_queue.events.url"),
    policy: policyText({
      Effect: "Allow",
      Action: "sqs:SendMessage",
      Resource: ref("aws_sqs_queue.events.arn"),
      ...statement,
    }),
  },
});

export const examples: RuleExamples = [
  example("msg-03-good", {
    resource: {
      aws_sqs_queue: queue,
      aws_sns_topic: { alarms: { name: "msg-03" } },
      aws_sqs_queue_policy: policy({
        Principal: "*",
        Condition: { ArnEquals: { "aws:SourceArn": ref("aws_sns_topic.alarms.arn") } },
      }),
    },
  }),
  example(
    "msg-03-bad",
    {
      resource: {
        aws_sqs_queue: queue,
        aws_sqs_queue_policy: policy({ Principal: "*" }),
        aws_sns_topic_policy: {
          alarms: {
            arn: "arn:aws:sns:ap-south-1:123456789012:msg-03",
            policy: policyText({
              Effect: "Allow",
              Principal: { AWS: "arn:aws:iam::123456789012:role/alarms" },
              Action: "sns:*",
              Resource: "*",
            }),
          },
        },
      },
    },
    {
      fails: [
        ["MSG-03.everybody", "aws_sqs_queue_policy.events"],
        ["MSG-03.all-actions", "aws_sns_topic_policy.alarms"],
      ],
    },
  ),
];
