import type { BlockView, ResourceGraph, ResourceNode } from "../../graph/graph";
import type { CheckResult, Rule } from "../../rule";
import { frameworks, terraformInputs } from "../kit/frameworks";
import { judge, verdict } from "../kit/judge";
import { type Answer, equals, every, oneOf } from "../kit/predicates";

const words = { check: "ALB-01.tls", fails: "Requests reach the load balancer over plain HTTP and are served." };

export const rule: Rule = {
  metadata: {
    id: "ALB-01",
    aliases: [],
    title: "Load balancers serve over TLS only",
    control: "encryption-in-transit.edge",
    severity: "high",
    group: "encryption-in-transit",
    inputs: terraformInputs,
    resourceTypes: ["aws_lb_listener", "aws_elb"],
    rationale: "Sign-in, tokens and personal data pass here first, over networks that nobody controls.",
    remediation:
      'Set protocol = "HTTPS" (or "TLS"); on port 80 keep only default_action of type "redirect" with redirect.protocol = "HTTPS", and no rule that forwards.',
    parameters: {},
    checks: [
      {
        id: words.check,
        title: "Every listener uses TLS, or only redirects to it",
        severity: "high",
        equivalents: {
          checkov: ["CKV_AWS_2", "CKV2_AWS_20", "CKV_AWS_376"],
          trivy: ["AVD-AWS-0054"],
          fsbp: ["ELB.1", "ELB.3", "ELB.18"],
        },
      },
    ],
    frameworks: frameworks({
      nist: ["SC-8(1)", "AC-17(2)"],
      iso: ["A.8.24"],
      dpdp: ["6(1)(a)"],
      digit: ["encryption"],
    }),
  },
  evaluate: (node, { graph }) => (node.type === "aws_elb" ? judgeClassic(node) : judgeListener(node, graph)),
};

function judgeListener(listener: ResourceNode, graph: ResourceGraph): CheckResult[] {
  const protocol = listener.get("protocol");
  // A gateway load balancer's listener has none; TCP and UDP pass on what the ends have agreed.
  if (protocol.kind === "absent" || oneOf(["TCP", "UDP", "TCP_UDP"]).ask(protocol) === "yes") return [];
  if (equals("HTTP").ask(protocol) !== "yes") {
    return [judge(listener, "protocol", oneOf(["HTTPS", "TLS"]), words)];
  }
  const actions = listener.blocks("default_action");
  const rules = graph.referrers(listener, "aws_lb_listener_rule", "listener_arn");
  const answers: Answer[] = actions.items.map(redirectsToTls);
  for (const rule of rules.nodes) answers.push(...rule.blocks("action").items.map(redirectsToTls));
  const unknown = actions.unknown ?? rules.unresolved;
  if (unknown !== undefined) answers.push("unknown");
  if (actions.items.length === 0 && unknown === undefined) answers.push("no");
  const facts = {
    path: "default_action",
    expected: "redirect to HTTPS",
    actual: "HTTP",
    reason: unknown ?? "the action is not known",
  };
  return [verdict(every(answers), facts, words, { related: rules.nodes })];
}

/** Left out, a redirect's protocol is that of the request. */
function redirectsToTls(action: BlockView): Answer {
  return every([equals("redirect").ask(action.get("type")), equals("HTTPS").ask(action.get("redirect[0].protocol"))]);
}

function judgeClassic(balancer: ResourceNode): CheckResult[] {
  const secure = oneOf(["https", "HTTPS", "ssl", "SSL"]);
  return balancer.blocks("listener").items.map((view) => judge(balancer, "lb_protocol", secure, words, { view }));
}
