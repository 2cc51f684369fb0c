import type { ResourceGraph, ResourceNode } from "../../graph/graph";
import type { CheckResult, Rule } from "../../rule";
import { frameworks, terraformInputs } from "../kit/frameworks";
import { verdict } from "../kit/judge";
import { type Answer, some } from "../kit/predicates";
import { hasBucket } from "../kit/s3";
import { refusesPlainTransport } from "../kit/transport";

const words = {
  check: "S3-07.tls-only",
  fails: "The bucket answers requests over plain HTTP, which anybody on the way can read and change.",
};

export const rule: Rule = {
  metadata: {
    id: "S3-07",
    aliases: [],
    title: "Buckets refuse requests without TLS",
    control: "encryption-in-transit.object-store",
    severity: "medium",
    group: "encryption-in-transit",
    inputs: terraformInputs,
    resourceTypes: ["aws_s3_bucket", "aws_s3_bucket_policy"],
    rationale: "S3 answers over HTTP too; signed requests keep the signature secret, not the content.",
    remediation:
      'In aws_s3_bucket_policy.policy add Effect Deny, Principal "*", Action "s3:*", Resource the bucket\'s ARN and that ARN followed by /*, Condition Bool aws:SecureTransport "false".',
    parameters: {},
    checks: [
      {
        id: words.check,
        title: "The bucket policy denies requests without TLS on the bucket and its objects",
        severity: "medium",
        equivalents: { fsbp: ["S3.5"] },
      },
    ],
    frameworks: frameworks({
      cisAws: ["2.1.1"],
      nist: ["SC-8(1)"],
      iso: ["A.8.24"],
      dpdp: ["6(1)(a)"],
      digit: ["encryption"],
    }),
  },
  evaluate: (node, { graph }) => {
    if (node.type === "aws_s3_bucket") return [judgeBucket(node, graph)];
    return hasBucket(node) ? [] : [worded(askPolicy(node), [])];
  },
};

interface Asked {
  readonly answer: Answer;
  readonly reason?: string;
}

function judgeBucket(bucket: ResourceNode, graph: ResourceGraph): CheckResult {
  const split = graph.referrers(bucket, "aws_s3_bucket_policy", "bucket");
  const asked = [askPolicy(bucket), ...split.nodes.map(askPolicy)];
  if (split.unresolved !== undefined) asked.push({ answer: "unknown", reason: split.unresolved });
  const answer = some(asked.map((one) => one.answer));
  return worded(asked.find((one) => one.answer === answer) ?? { answer }, split.nodes);
}

function askPolicy(node: ResourceNode): Asked {
  const policy = node.policy("policy");
  if (policy.kind === "absent") return { answer: "no" };
  if (policy.kind === "unknown") return { answer: "unknown", reason: policy.cause };
  return { answer: refusesPlainTransport(policy.statements), reason: "a part of the deciding statement is not known" };
}

function worded({ answer, reason }: Asked, related: readonly ResourceNode[]): CheckResult {
  const actual = answer === "yes" ? "denied" : null;
  return verdict(answer, { path: "policy", expected: "Deny without TLS", actual, reason }, words, { related });
}
