import type { BlockView, ResourceNode } from "../../graph/graph";
import type { CheckResult, Rule, RuleContext } from "../../rule";
import { frameworks, terraformInputs } from "../kit/frameworks";
import { causeOf, judge, verdict } from "../kit/judge";
import { numberParameter } from "../kit/parameters";
import { atMost, isTrue, yesIf } from "../kit/predicates";
import { longestInterval } from "../kit/schedule";

const rotationWords = { check: "SEC-02.rotation", fails: "The secret stays the same until somebody remembers it." };
const intervalWords = { check: "SEC-02.interval", fails: "The secret is rotated too rarely." };

export const rule: Rule = {
  metadata: {
    id: "SEC-02",
    aliases: [],
    title: "Secrets rotate",
    control: "secrets.rotation",
    severity: "medium",
    group: "secrets",
    inputs: terraformInputs,
    resourceTypes: [
      "aws_secretsmanager_secret",
      "aws_secretsmanager_secret_rotation",
      "aws_db_instance",
      "aws_rds_cluster",
    ],
    rationale: "A secret that leaked unnoticed is worth something only until it changes.",
    remediation:
      "Add aws_secretsmanager_secret_rotation with rotation_rules.automatically_after_days = 90 or less; for a database set manage_master_user_password = true, which AWS rotates every seven days.",
    parameters: {
      secretRotationDays: { description: "Longest time between two rotations of a secret, in days", default: 90 },
    },
    checks: [
      {
        id: rotationWords.check,
        title: "The secret has a rotation",
        severity: "medium",
        equivalents: { checkov: ["CKV2_AWS_57"], fsbp: ["SecretsManager.1"] },
      },
      {
        id: intervalWords.check,
        title: "The rotation comes often enough",
        severity: "medium",
        equivalents: { checkov: ["CKV_AWS_304"], fsbp: ["SecretsManager.4"] },
      },
    ],
    frameworks: frameworks({
      nist: ["IA-5(1)", "AC-2(1)"],
      iso: ["A.5.17"],
      dpdp: ["6(1)(b)"],
      digit: ["accessControl"],
    }),
  },
  evaluate: (node, context) => {
    if (node.type === "aws_secretsmanager_secret") return [judgeSecret(node, context)];
    if (node.type === "aws_secretsmanager_secret_rotation") return judgeRotation(node, context);
    // A password that AWS does not manage is judged by SEC-05.
    const managed = judge(node, "manage_master_user_password", isTrue(), rotationWords);
    return managed.status === "pass" ? [managed] : [];
  },
};

function judgeSecret(secret: ResourceNode, { graph }: RuleContext): CheckResult {
  const rotations = graph.referrers(secret, "aws_secretsmanager_secret_rotation", "secret_id");
  const found = rotations.nodes.length > 0;
  const answer = found || rotations.unresolved === undefined ? yesIf(found) : "unknown";
  const facts = {
    path: "aws_secretsmanager_secret_rotation",
    expected: "a rotation",
    actual: found ? rotations.nodes.map((one) => one.address) : null,
    reason: rotations.unresolved,
  };
  return verdict(answer, facts, rotationWords, { related: rotations.nodes });
}

function judgeRotation(node: ResourceNode, context: RuleContext): CheckResult[] {
  const days = numberParameter(context, "secretRotationDays", 90);
  const rules = node.blocks("rotation_rules");
  if (rules.items.length === 0 && rules.unknown !== undefined) {
    const facts = { path: "rotation_rules", expected: `<= ${days}`, actual: null, reason: rules.unknown };
    return [verdict("unknown", facts, intervalWords)];
  }
  return rules.items.map((view) => judgeInterval(node, view, days));
}

function judgeInterval(node: ResourceNode, view: BlockView, days: number): CheckResult {
  const schedule = view.get("schedule_expression");
  if (schedule.kind === "absent") {
    return judge(node, "automatically_after_days", atMost(days), intervalWords, { view });
  }
  const text = schedule.kind === "known" && typeof schedule.value === "string" ? schedule.value : undefined;
  const longest = text === undefined ? undefined : longestInterval(text);
  const facts = {
    path: `${view.path}.schedule_expression`,
    expected: `at least every ${days} days`,
    actual: text ?? null,
    reason: causeOf(schedule) ?? "the schedule cannot be read",
  };
  return verdict(longest === undefined ? "unknown" : yesIf(longest <= days), facts, intervalWords);
}
