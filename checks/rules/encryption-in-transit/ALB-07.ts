import type { ResourceGraph, ResourceNode } from "../../graph/graph";
import type { CheckResult, Rule } from "../../rule";
import { frameworks, terraformInputs } from "../kit/frameworks";
import { judge, judgeUnseen } from "../kit/judge";
import { equals, not, oneOf, type Predicate, some } from "../kit/predicates";

/** Load balancers talk to what stands behind them over TLS. */
export const rule: Rule = {
  metadata: {
    id: "ALB-07",
    aliases: [],
    title: "Load balancers use TLS towards what stands behind them",
    control: "encryption-in-transit.edge-to-workload",
    severity: "low",
    group: "encryption-in-transit",
    inputs: terraformInputs,
    resourceTypes: ["aws_lb_target_group", "aws_elb"],
    rationale:
      "TLS that ends at the load balancer leaves the last stretch, between machines of the network, to be read there.",
    remediation:
      'Set protocol = "HTTPS" on the target group (TLS behind a network load balancer); on aws_elb listener.instance_protocol = "https" or "ssl".',
    parameters: {},
    checks: [
      {
        id: "ALB-07.clear-throughout",
        title: "No target group gets over HTTP what came in over HTTP",
        severity: "low",
        equivalents: { checkov: ["CKV_AWS_378"] },
      },
      {
        id: "ALB-07.clear-behind-tls",
        title: "What came in over TLS goes on over TLS",
        severity: "low",
        equivalents: {},
      },
      {
        id: "ALB-07.classic",
        title: "Classic load balancers use TLS towards instances",
        severity: "low",
        equivalents: { checkov: ["CKV_AWS_376"] },
      },
    ],
    frameworks: frameworks({ nist: ["SC-8(1)"], iso: ["A.8.24"], dpdp: ["6(1)(a)"], digit: ["encryption"] }),
  },

  evaluate(node, { graph }) {
    if (node.type === "aws_elb") return judgeClassic(node);
    return [judgeGroup(node, graph)];
  },
};

function judgeGroup(group: ResourceNode, graph: ResourceGraph): CheckResult {
  const listeners = listenersBefore(group, graph);
  const secure = some(listeners.map((listener) => oneOf(["HTTPS", "TLS"]).ask(listener.get("protocol"))));
  const check = secure === "yes" ? "ALB-07.clear-behind-tls" : "ALB-07.clear-throughout";
  // A function has no protocol, and TCP or UDP passes on what the ends have agreed.
  const encrypted: Predicate = { expected: "HTTPS", ask: (reading) => not(equals("HTTP").ask(reading)) };
  const words = {
    check,
    fails: "Requests go on to the targets in clear",
    passes: "No plain HTTP goes on to the targets",
  };
  return judge(group, "protocol", encrypted, words, { related: listeners });
}

/** Listeners that forward to the group, by themselves or by one of their rules. */
function listenersBefore(group: ResourceNode, graph: ResourceGraph): readonly ResourceNode[] {
  const paths = (action: string) => [`${action}.target_group_arn`, `${action}.forward.target_group.arn`];
  const direct = paths("default_action").flatMap((path) => graph.referrers(group, "aws_lb_listener", path).nodes);
  const rules = paths("action").flatMap((path) => graph.referrers(group, "aws_lb_listener_rule", path).nodes);
  const behind = rules.flatMap((rule) => rule.references("listener_arn").nodes);
  return [...new Set([...direct, ...behind])].filter((node) => node.type === "aws_lb_listener");
}

function judgeClassic(balancer: ResourceNode): readonly CheckResult[] {
  const secure = oneOf(["https", "HTTPS", "ssl", "SSL"]);
  const listeners = balancer.blocks("listener");
  const words = {
    check: "ALB-07.classic",
    fails: "Requests go on to the instances in clear",
    passes: "Requests go on to the instances over TLS",
  };
  return [
    ...listeners.items.map((view) => judge(balancer, "instance_protocol", secure, words, { view })),
    ...judgeUnseen(listeners, { path: "listener", expected: secure.expected }, words),
  ];
}
