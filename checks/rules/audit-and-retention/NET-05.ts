import type { ResourceNode } from "../../graph/graph";
import type { CheckResult, Rule, RuleContext } from "../../rule";
import { keepsFor } from "../kit/bucket";
import { frameworks, terraformInputs } from "../kit/frameworks";
import { judge, shown, verdict } from "../kit/judge";
import { minimumRetention, retentionDays } from "../kit/parameters";
import { type Answer, every, oneOf, orAbsent, some } from "../kit/predicates";
import { logGroupKeepsFor } from "../kit/retention";

const traffic = orAbsent(oneOf(["ALL", "REJECT"]));

/** Every network records its traffic, and keeps the records. */
export const rule: Rule = {
  metadata: {
    id: "NET-05",
    aliases: [],
    title: "Every network keeps flow logs",
    control: "audit.network-flows",
    severity: "medium",
    group: "audit-and-retention",
    inputs: terraformInputs,
    resourceTypes: ["aws_vpc", "aws_flow_log"],
    rationale: "After a breach, flow logs alone say which machine spoke with whom, and how much left.",
    remediation:
      "Declare aws_flow_log with the VPC's vpc_id and traffic_type = ALL (or REJECT), to a log group or bucket that keeps it for the retention.",
    parameters: { retentionDays },
    checks: [
      {
        id: "NET-05.flow-log",
        title: "The network has a flow log",
        severity: "medium",
        equivalents: { checkov: ["CKV2_AWS_11"], trivy: ["AVD-AWS-0178"], fsbp: ["EC2.6"] },
      },
      {
        id: "NET-05.traffic",
        title: "The flow log records refused traffic",
        severity: "medium",
        equivalents: { fsbp: ["EC2.6"] },
      },
      {
        id: "NET-05.retention",
        title: "Flow logs are kept for the retention",
        severity: "medium",
        equivalents: {},
      },
    ],
    frameworks: frameworks({
      cisAws: ["3.7"],
      nist: ["AU-2", "AU-12", "SI-4"],
      iso: ["A.8.15", "A.8.20"],
      dpdp: ["6(1)(c)"],
      certIn: ["(iv)"],
      digit: ["network"],
    }),
  },

  evaluate(node: ResourceNode, context: RuleContext): readonly CheckResult[] {
    if (node.mode === "data") return [];
    return node.type === "aws_vpc" ? [judgeNetwork(node, context)] : judgeFlowLog(node, context);
  },
};

function judgeNetwork(node: ResourceNode, context: RuleContext): CheckResult {
  const logs = context.graph.referrers(node, "aws_flow_log", "vpc_id");
  const recorded = some(logs.nodes.map((log) => traffic.ask(log.get("traffic_type"))));
  return verdict(
    some([recorded, logs.unresolved === undefined ? "no" : "unknown"]),
    {
      path: "id",
      expected: "an aws_flow_log of the VPC for ALL or REJECT",
      actual: logs.nodes[0]?.address ?? null,
      reason: logs.unresolved ?? "what the flow log records is not known",
    },
    {
      check: "NET-05.flow-log",
      fails: "The network's traffic is not recorded",
      passes: "The network's traffic is recorded",
    },
    { related: logs.nodes },
  );
}

function judgeFlowLog(node: ResourceNode, context: RuleContext): readonly CheckResult[] {
  const result = judge(node, "traffic_type", traffic, {
    check: "NET-05.traffic",
    fails: "The flow log leaves out refused traffic",
    passes: "The flow log records refused traffic",
  });
  return [result, judgeRetention(node, context)];
}

function judgeRetention(node: ResourceNode, context: RuleContext): CheckResult {
  const path = node.get("log_destination").kind === "absent" ? "log_group_name" : "log_destination";
  const days = minimumRetention(context);
  const destinations = node.references(path).nodes.filter((destination) => destination.mode === "managed");
  const answers = destinations.map((destination): Answer => {
    if (destination.type === "aws_cloudwatch_log_group") return logGroupKeepsFor(destination, days);
    return destination.type === "aws_s3_bucket" ? keepsFor(context.graph, destination, days) : "unknown";
  });
  return verdict(
    answers.length === 0 ? "unknown" : every(answers),
    {
      path,
      expected: `a log group or bucket that keeps for >= ${days} days`,
      actual: shown(node, path, node.get(path)),
      reason: "where the flow log goes, or how long that keeps it, is not in this input",
    },
    {
      check: "NET-05.retention",
      fails: `Flow logs are erased before ${days} days`,
      passes: `Flow logs are kept for at least ${days} days`,
    },
    { related: destinations },
  );
}
