import type { ResourceGraph, ResourceNode } from "../../graph/graph";
import type { CheckResult, Rule, RuleContext } from "../../rule";
import { frameworks, terraformInputs } from "../kit/frameworks";
import { verdict } from "../kit/judge";
import { type Answer, equals, every, oneOf, some } from "../kit/predicates";

/** Names of the feature: of all workloads, and of clusters alone, as it was called first. */
const runtime = ["RUNTIME_MONITORING", "EKS_RUNTIME_MONITORING"];

/** What happens inside machines and pods is watched, and somebody hears of it. */
export const rule: Rule = {
  metadata: {
    id: "IDS-01",
    aliases: [],
    title: "Intrusions are noticed at run time, and somebody hears of them",
    control: "audit.intrusion-detection",
    severity: "medium",
    group: "audit-and-retention",
    inputs: terraformInputs,
    resourceTypes: ["aws_guardduty_detector"],
    rationale:
      "Logs of calls do not show a shell that was opened in a pod; and CERT-In's six hours begin when somebody notices.",
    remediation:
      "Declare aws_guardduty_detector_feature with name = RUNTIME_MONITORING and status = ENABLED; gather findings by aws_securityhub_account, or send them on by aws_cloudwatch_event_rule with source aws.guardduty.",
    parameters: {},
    checks: [
      {
        id: "IDS-01.run-time",
        title: "Workloads are watched at run time",
        severity: "medium",
        equivalents: { fsbp: ["GuardDuty.7", "GuardDuty.11"] },
      },
      {
        id: "IDS-01.heard",
        title: "Findings are gathered or sent on",
        severity: "medium",
        equivalents: {},
      },
    ],
    frameworks: frameworks({ nist: ["SI-4"], iso: ["A.8.16"], dpdp: ["6(1)(c)"], digit: ["network", "incident"] }),
  },

  evaluate(node: ResourceNode, { graph }: RuleContext): readonly CheckResult[] {
    if (node.mode === "data") return [];
    return [judgeRunTime(node, graph), judgeHearing(graph)];
  },
};

function judgeRunTime(node: ResourceNode, graph: ResourceGraph): CheckResult {
  const features = graph.referrers(node, "aws_guardduty_detector_feature", "detector_id");
  const answers = features.nodes.map((feature) =>
    every([oneOf(runtime).ask(feature.get("name")), equals("ENABLED").ask(feature.get("status"))]),
  );
  return verdict(
    some([...answers, features.unresolved === undefined ? "no" : "unknown"]),
    {
      path: "id",
      expected: "an aws_guardduty_detector_feature RUNTIME_MONITORING with status ENABLED",
      actual: null,
      reason: features.unresolved ?? "which feature is on is not known",
    },
    {
      check: "IDS-01.run-time",
      fails: "What happens inside machines and pods is not watched",
      passes: "What happens inside machines and pods is watched",
    },
    { related: features.nodes },
  );
}

function judgeHearing(graph: ResourceGraph): CheckResult {
  const hubs = graph.ofType("aws_securityhub_account");
  const rules = graph.ofType("aws_cloudwatch_event_rule").map((rule) => ({ rule, answer: forwards(graph, rule) }));
  return verdict(
    some([hubs.length > 0 ? "yes" : "no", ...rules.map(({ answer }) => answer)]),
    {
      path: "id",
      expected: "an aws_securityhub_account, or an event rule with source aws.guardduty and a target",
      actual: null,
      reason: "the pattern of an event rule is not known",
    },
    {
      check: "IDS-01.heard",
      fails: "Findings stay where nobody looks",
      passes: "Findings are gathered or sent on",
    },
    { related: [...hubs, ...rules.filter(({ answer }) => answer === "yes").map(({ rule }) => rule)] },
  );
}

function forwards(graph: ResourceGraph, rule: ResourceNode): Answer {
  const pattern = rule.get("event_pattern");
  if (pattern.kind === "absent") return "no";
  const text = pattern.kind === "unknown" ? undefined : String(pattern.value);
  if (text !== undefined && !text.includes("aws.guardduty")) return "no";
  const targets = graph.referrers(rule, "aws_cloudwatch_event_target", "rule").nodes;
  return every([text === undefined ? "unknown" : "yes", targets.length > 0 ? "yes" : "no"]);
}
