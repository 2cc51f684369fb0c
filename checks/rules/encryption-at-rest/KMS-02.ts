import type { ResourceNode } from "../../graph/graph";
import type { CheckResult, Rule } from "../../rule";
import { frameworks, terraformInputs } from "../kit/frameworks";
import { verdict } from "../kit/judge";
import { isOpenToAll } from "../kit/policy";
import { type Answer, some } from "../kit/predicates";

const check = "KMS-02.open-policy";

export const rule: Rule = {
  metadata: {
    id: "KMS-02",
    aliases: [],
    title: "No key policy lets everybody in",
    control: "encryption-at-rest.key-access",
    severity: "high",
    group: "encryption-at-rest",
    inputs: terraformInputs,
    resourceTypes: ["aws_kms_key", "aws_kms_replica_key", "aws_kms_external_key", "aws_kms_key_policy"],
    rationale: "Whoever may use the key may read what it protects, so a key for everybody is no encryption.",
    remediation:
      'In policy, replace Principal "*" by the ARNs that need the key, or add a condition such as StringEquals kms:CallerAccount with your account.',
    parameters: {},
    checks: [
      {
        id: check,
        title: "No Allow for a wildcard principal without a condition that narrows it",
        severity: "high",
        equivalents: { checkov: ["CKV_AWS_33"], fsbp: ["KMS.5"] },
      },
    ],
    frameworks: frameworks({
      nist: ["AC-3", "AC-6", "SC-12"],
      iso: ["A.8.24", "A.5.15"],
      dpdp: ["6(1)(b)"],
      digit: ["accessControl"],
    }),
  },
  evaluate: (node, { graph }) => {
    const own = askPolicy(node);
    if (node.type === "aws_kms_key_policy") return [worded(own, [])];
    const split = graph.referrers(node, "aws_kms_key_policy", "key_id");
    const asked = [own, ...split.nodes.map(askPolicy)];
    const open = some(asked.map(({ answer }) => answer));
    const deciding = asked.find(({ answer }) => answer === open) ?? own;
    if (open === "no" && split.unresolved !== undefined) {
      return [worded({ ...own, answer: "unknown", reason: split.unresolved }, split.nodes)];
    }
    return [worded({ ...deciding, answer: open }, split.nodes)];
  },
};

interface Asked {
  /** Whether the policy is open. */
  readonly answer: Answer;
  readonly reason?: string;
  readonly sid?: string | undefined;
}

/** A key without a policy has the default one, which admits its own account only. */
function askPolicy(node: ResourceNode): Asked {
  const policy = node.policy("policy");
  if (policy.kind === "absent") return { answer: "no" };
  if (policy.kind === "unknown") return { answer: "unknown", reason: policy.cause };
  const answers = policy.statements.map(isOpenToAll);
  const answer = some(answers);
  const deciding = answers.indexOf(answer);
  const sid = policy.statements[deciding]?.sid ?? `statement ${deciding}`;
  return answer === "no" ? { answer } : { answer, sid, reason: `principal or condition of ${sid} is not known` };
}

function worded(asked: Asked, related: readonly ResourceNode[]): CheckResult {
  return verdict(
    asked.answer === "unknown" ? "unknown" : asked.answer === "yes" ? "no" : "yes",
    {
      path: "policy",
      expected: "no Allow for everybody",
      actual: asked.answer === "yes" ? `open by ${asked.sid ?? "a statement"}` : null,
      reason: asked.reason,
    },
    {
      check,
      fails: "The key policy allows every principal.",
      passes: "No statement of the key policy is open to all.",
    },
    { related },
  );
}
