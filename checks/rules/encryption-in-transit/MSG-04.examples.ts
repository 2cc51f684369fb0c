import type { JsonObject } from "../../../common/json";
import type { RuleExamples } from "../../rule";
import { ref } from "../kit/example";
import { example } from "../kit/scopedExample";

const document = (...statements: readonly JsonObject[]): string =>
  JSON.stringify({ Version: "2012-10-17", Statement: statements });
const tlsOnly = (action: string | readonly string[], parts: JsonObject = {}): JsonObject => ({
  Effect: "Deny",
  Principal: "*",
  Action: action,
  Resource: "*",
  Condition: { Bool: { "aws:SecureTransport": "false" } },
  ...parts,
});
const elsewhere = "https://sqs.ap-south-1.amazonaws.com/123456789012/elsewhere";

export const examples: RuleExamples = [
  example("msg-04-good", {
    resource: {
      aws_sqs_queue: {
        split: { name: "msg-04-split" },
        inline: { name: "msg-04-inline", policy: document(tlsOnly(["sqs:SendMessage", "sqs:ReceiveMessage"])) },
      },
      aws_sqs_queue_policy: {
        split: { queue_url: ref("aws_sqs_queue.split.id"), policy: document(tlsOnly("sqs:*")) },
      },
      aws_sns_topic: { split: { name: "msg-04-split" } },
      aws_sns_topic_policy: {
        split: { arn: ref("aws_sns_topic.split.arn"), policy: document(tlsOnly("sns:Publish")) },
      },
    },
  }),
  example(
    "msg-04-bad",
    {
      resource: {
        aws_sqs_queue: { none: { name: "msg-04-none" }, half: { name: "msg-04-half" } },
        aws_sqs_queue_policy: {
          half: { queue_url: ref("aws_sqs_queue.half.url"), policy: document(tlsOnly("sqs:SendMessage")) },
          elsewhere: {
            queue_url: elsewhere,
            policy: document(tlsOnly("sqs:*", { Principal: { AWS: "arn:aws:iam::123456789012:root" } })),
          },
        },
        aws_sns_topic: {
          allowed: { name: "msg-04-allowed", policy: document(tlsOnly("sns:Publish", { Effect: "Allow" })) },
        },
      },
    },
    {
      fails: [
        ["MSG-04.tls-only", "aws_sqs_queue.none"],
        ["MSG-04.tls-only", "aws_sqs_queue.half"],
        ["MSG-04.tls-only", "aws_sqs_queue_policy.elsewhere"],
        ["MSG-04.tls-only", "aws_sns_topic.allowed"],
      ],
    },
  ),
];
