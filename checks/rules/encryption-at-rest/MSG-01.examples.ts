import type { RuleExamples } from "../../rule";
import { ref, rootModule } from "../kit/example";

export const examples: RuleExamples = [
  {
    name: "customer-key",
    terraform: rootModule({
      resource: {
        aws_kms_key: { msg_01_own: { description: "msg-01" } },
        aws_sns_topic: { msg_01_own: { name: "msg-01-own", kms_master_key_id: ref("aws_kms_key.msg_01_own.arn") } },
        aws_sqs_queue: { msg_01_own: { name: "msg-01-own", kms_master_key_id: ref("aws_kms_key.msg_01_own.id") } },
      },
    }),
    fails: [],
  },
  {
    name: "in-clear",
    terraform: rootModule({
      resource: {
        aws_sns_topic: {
          msg_01_absent: { name: "msg-01-absent" },
          msg_01_managed: { name: "msg-01-managed", kms_master_key_id: "alias/aws/sns" },
        },
        aws_sqs_queue: {
          msg_01_off: { name: "msg-01-off", sqs_managed_sse_enabled: false },
          msg_01_default: { name: "msg-01-default" },
          msg_01_managed: { name: "msg-01-managed", kms_master_key_id: "alias/aws/sqs" },
        },
      },
    }),
    fails: [
      { check: "MSG-01.topic-encrypted", resource: "aws_sns_topic.msg_01_absent" },
      { check: "MSG-01.topic-customer-key", resource: "aws_sns_topic.msg_01_managed" },
      { check: "MSG-01.queue-encrypted", resource: "aws_sqs_queue.msg_01_off" },
      { check: "MSG-01.queue-stated", resource: "aws_sqs_queue.msg_01_off" },
      { check: "MSG-01.queue-stated", resource: "aws_sqs_queue.msg_01_default" },
      { check: "MSG-01.queue-customer-key", resource: "aws_sqs_queue.msg_01_off" },
      { check: "MSG-01.queue-customer-key", resource: "aws_sqs_queue.msg_01_default" },
      { check: "MSG-01.queue-customer-key", resource: "aws_sqs_queue.msg_01_managed" },
      { check: "MSG-01.queue-aws-key", resource: "aws_sqs_queue.msg_01_managed" },
    ],
  },
];
