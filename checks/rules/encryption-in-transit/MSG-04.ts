import type { ResourceGraph, ResourceNode } from "../../graph/graph";
import type { CheckResult, Rule } from "../../rule";
import { frameworks, terraformInputs } from "../kit/frameworks";
import { verdict } from "../kit/judge";
import { type Answer, some } from "../kit/predicates";
import { refusesPlainCalls } from "../kit/transport";

interface Service {
  readonly owner: string;
  /** Where the policy resource names its owner. */
  readonly path: string;
  readonly actions: readonly string[];
}

/** By the type of their policies. A topic's policy may deny no more than calls on the topic itself. */
const services: Readonly<Record<string, Service>> = {
  aws_sqs_queue_policy: {
    owner: "aws_sqs_queue",
    path: "queue_url",
    actions: ["sqs:SendMessage", "sqs:ReceiveMessage"],
  },
  aws_sns_topic_policy: { owner: "aws_sns_topic", path: "arn", actions: ["sns:Publish"] },
};

const words = {
  check: "MSG-04.tls-only",
  fails: "Messages may be sent and fetched over plain HTTP",
  passes: "Messages are taken and given over TLS only",
};

/** Queues and topics refuse calls without TLS. */
export const rule: Rule = {
  metadata: {
    id: "MSG-04",
    aliases: [],
    title: "Queues and topics refuse calls without TLS",
    control: "encryption-in-transit.messaging",
    severity: "low",
    group: "encryption-in-transit",
    inputs: terraformInputs,
    resourceTypes: ["aws_sqs_queue", "aws_sns_topic", ...Object.keys(services)],
    rationale:
      "Both services answer over HTTP too; a signature keeps a message from being changed, not from being read.",
    remediation:
      'In the policy of the queue or topic add Effect Deny, Principal "*", Action "sqs:*" (for a topic "sns:Publish"), Resource its ARN, Condition Bool aws:SecureTransport "false".',
    parameters: {},
    checks: [
      {
        id: words.check,
        title: "The policy denies calls without TLS",
        severity: "low",
        equivalents: {},
      },
    ],
    frameworks: frameworks({ nist: ["SC-8(1)"], iso: ["A.8.24"], dpdp: ["6(1)(a)"], digit: ["encryption"] }),
  },

  evaluate(node, { graph }) {
    const service = services[node.type];
    if (service === undefined) return [judgeOwner(node, graph)];
    const owned = node
      .references(service.path)
      .nodes.some((one) => one.type === service.owner && one.mode === "managed");
    return owned ? [] : [worded(askPolicy(node, service), [])];
  },
};

interface Asked {
  readonly answer: Answer;
  readonly reason?: string;
}

function judgeOwner(owner: ResourceNode, graph: ResourceGraph): CheckResult {
  const [type, service] = Object.entries(services).find(([, one]) => one.owner === owner.type) ?? [];
  if (type === undefined || service === undefined) return worded({ answer: "unknown" }, []);
  const split = graph.referrers(owner, type, service.path);
  const asked = [owner, ...split.nodes].map((node) => askPolicy(node, service));
  if (split.unresolved !== undefined) asked.push({ answer: "unknown", reason: split.unresolved });
  const answer = some(asked.map((one) => one.answer));
  return worded(asked.find((one) => one.answer === answer) ?? { answer }, split.nodes);
}

function askPolicy(node: ResourceNode, { actions }: Service): Asked {
  const policy = node.policy("policy");
  if (policy.kind === "absent") return { answer: "no" };
  if (policy.kind === "unknown") return { answer: "unknown", reason: policy.cause };
  return { answer: refusesPlainCalls(policy.statements, actions), reason: "a part of the statement is not known" };
}

function worded({ answer, reason }: Asked, related: readonly ResourceNode[]): CheckResult {
  const actual = answer === "yes" ? "denied" : null;
  return verdict(answer, { path: "policy", expected: "Deny without TLS", actual, reason }, words, { related });
}
