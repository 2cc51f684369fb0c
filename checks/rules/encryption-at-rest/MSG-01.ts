import type { ResourceNode } from "../../graph/graph";
import type { CheckResult, Rule } from "../../rule";
import { frameworks, terraformInputs } from "../kit/frameworks";
import { causeOf, judge, verdict } from "../kit/judge";
import { judgeKey } from "../kit/keys";
import { isSet, isTrue, orAbsent, some } from "../kit/predicates";

export const rule: Rule = {
  metadata: {
    id: "MSG-01",
    aliases: [],
    title: "Topics and queues are encrypted",
    control: "encryption-at-rest.messages",
    severity: "high",
    group: "encryption-at-rest",
    inputs: terraformInputs,
    resourceTypes: ["aws_sns_topic", "aws_sqs_queue"],
    rationale: "Messages wait on disk until they are read, with the personal data that they carry.",
    remediation: "Set kms_master_key_id to the ARN of a customer managed key.",
    parameters: {},
    checks: [
      {
        id: "MSG-01.topic-encrypted",
        title: "The topic is encrypted",
        severity: "high",
        equivalents: { checkov: ["CKV_AWS_26"], trivy: ["AVD-AWS-0095"], fsbp: ["SNS.1"] },
      },
      {
        id: "MSG-01.topic-customer-key",
        title: "The topic is under a customer key",
        severity: "medium",
        equivalents: { trivy: ["AVD-AWS-0136"] },
      },
      {
        id: "MSG-01.queue-encrypted",
        title: "The queue is encrypted",
        severity: "high",
        equivalents: { fsbp: ["SQS.1"] },
      },
      {
        id: "MSG-01.queue-stated",
        title: "The queue states how it is encrypted",
        severity: "low",
        equivalents: { checkov: ["CKV_AWS_27"], trivy: ["AVD-AWS-0096"] },
      },
      {
        id: "MSG-01.queue-aws-key",
        title: "A key that is named is not the one of AWS",
        severity: "medium",
        equivalents: { checkov: ["CKV2_AWS_73"] },
      },
      {
        id: "MSG-01.queue-customer-key",
        title: "The queue is under a customer key",
        severity: "medium",
        equivalents: { trivy: ["AVD-AWS-0135"] },
      },
    ],
    frameworks: frameworks({ nist: ["SC-28(1)", "SC-13"], iso: ["A.8.24"], dpdp: ["6(1)(a)"], digit: ["encryption"] }),
  },
  evaluate: (node) => (node.type === "aws_sns_topic" ? judgeTopic(node) : judgeQueue(node)),
};

const path = "kms_master_key_id";

function judgeTopic(node: ResourceNode): CheckResult[] {
  const words = { check: "MSG-01.topic-encrypted", fails: "Messages of the topic wait in clear." };
  const encrypted = judge(node, path, isSet(), words);
  if (encrypted.status === "fail") return [encrypted];
  const keyWords = {
    check: "MSG-01.topic-customer-key",
    fails: "The topic is under the key that AWS manages for SNS.",
  };
  return [encrypted, judgeKey(node, path, keyWords)];
}

/** SQS encrypts new queues with a key of its own unless that is turned off. */
function judgeQueue(node: ResourceNode): CheckResult[] {
  const words = { check: "MSG-01.queue-encrypted", fails: "Messages of the queue wait in clear." };
  const keyed = isSet().ask(node.get(path)) === "yes";
  const encrypted = keyed
    ? judge(node, path, isSet(), words)
    : judge(node, "sqs_managed_sse_enabled", orAbsent(isTrue()), words);
  const keyWords = { check: "MSG-01.queue-customer-key", fails: "The queue is not under a customer key." };
  const own = judgeKey(node, path, keyWords);
  const named = node.get(path).kind === "absent" ? [] : [{ ...own, check: "MSG-01.queue-aws-key" }];
  return [encrypted, judgeStated(node), own, ...named];
}

/** What nobody wrote down holds for queues made since 2022 and over HTTPS, and nobody reviews it. */
function judgeStated(node: ResourceNode): CheckResult {
  const other = "sqs_managed_sse_enabled";
  const answer = some([isSet().ask(node.get(path)), isTrue().ask(node.get(other))]);
  const reason = causeOf(node.get(path)) ?? causeOf(node.get(other));
  return verdict(
    answer,
    { path, expected: `a key, or ${other} = true`, actual: null, reason },
    { check: "MSG-01.queue-stated", fails: "The queue does not say how it is encrypted." },
  );
}
