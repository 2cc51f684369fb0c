import type { BlockView, ResourceGraph, ResourceNode } from "../../graph/graph";
import type { CheckResult, Rule } from "../../rule";
import { frameworks, terraformInputs } from "../kit/frameworks";
import { judge, verdict } from "../kit/judge";
import { type Answer, equals, every, oneOf, some } from "../kit/predicates";

const words = { check: "ALB-01.tls", fails: "Requests reach the load balancer over plain HTTP and are served." };
const redirectWords = {
  check: "ALB-01.redirect",
  fails: "The load balancer serves requests over plain HTTP instead of sending them to HTTPS.",
  passes: "All listeners use TLS, or only redirect to it",
};

export const rule: Rule = {
  metadata: {
    id: "ALB-01",
    aliases: [],
    title: "Load balancers serve over TLS only",
    control: "encryption-in-transit.edge",
    severity: "high",
    group: "encryption-in-transit",
    inputs: terraformInputs,
    resourceTypes: ["aws_lb_listener", "aws_lb", "aws_elb"],
    rationale: "Sign-in, tokens and personal data pass here first, over networks that nobody controls.",
    remediation:
      'Set protocol = "HTTPS" (or "TLS"); on port 80 keep only default_action of type "redirect" with redirect.protocol = "HTTPS", and no rule that forwards. On aws_elb set listener.lb_protocol = "https" (or "ssl") and listener.ssl_certificate_id.',
    parameters: {},
    checks: [
      {
        id: words.check,
        title: "Every listener uses TLS, or only redirects to it",
        severity: "high",
        equivalents: {
          checkov: ["CKV_AWS_2", "CKV_AWS_103"],
          trivy: ["AVD-AWS-0054"],
          fsbp: ["ELB.1", "ELB.3", "ELB.18"],
        },
      },
      {
        id: redirectWords.check,
        title: "Load balancers send plain HTTP to HTTPS",
        severity: "high",
        equivalents: { checkov: ["CKV2_AWS_20"], fsbp: ["ELB.1"] },
      },
    ],
    frameworks: frameworks({
      nist: ["SC-8(1)", "AC-17(2)"],
      iso: ["A.8.24"],
      dpdp: ["6(1)(a)"],
      digit: ["encryption"],
    }),
  },
  evaluate: (node, { graph }) => {
    if (node.type === "aws_elb") return judgeClassic(node);
    return node.type === "aws_lb" ? judgeBalancer(node, graph) : judgeListener(node, graph);
  },
};

function judgeListener(listener: ResourceNode, graph: ResourceGraph): CheckResult[] {
  const protocol = listener.get("protocol");
  if (protocol.kind === "absent" && isOfGateway(listener)) return [];
  // TCP, UDP and QUIC pass on what the ends have agreed.
  if (oneOf(["TCP", "UDP", "TCP_UDP", "QUIC", "TCP_QUIC"]).ask(protocol) === "yes") return [];
  // An application load balancer takes a listener that names no protocol for one of HTTP.
  if (protocol.kind !== "absent" && equals("HTTP").ask(protocol) !== "yes") {
    return [judge(listener, "protocol", oneOf(["HTTPS", "TLS"]), words)];
  }
  const actions = listener.blocks("default_action");
  const rules = graph.referrers(listener, "aws_lb_listener_rule", "listener_arn");
  const answers: Answer[] = actions.items.map(redirectsToTls);
  for (const rule of rules.nodes) answers.push(...rule.blocks("action").items.map(redirectsToTls));
  const inRules = rules.nodes.map((rule) => rule.blocks("action").unknown).find((cause) => cause !== undefined);
  const unknown = actions.unknown ?? inRules ?? rules.unresolved;
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

/** Only the listener of a gateway load balancer has neither a port nor a protocol. */
function isOfGateway(listener: ResourceNode): boolean {
  const balancers = listener.references("load_balancer_arn").nodes;
  const gateway = some(balancers.map((balancer) => equals("gateway").ask(balancer.get("load_balancer_type"))));
  return gateway === "yes" || ((gateway !== "no" || balancers.length === 0) && listener.get("port").kind === "absent");
}

/** Left out, a redirect's protocol is that of the request. */
function redirectsToTls(action: BlockView): Answer {
  return every([equals("redirect").ask(action.get("type")), equals("HTTPS").ask(action.get("redirect[0].protocol"))]);
}

/** The same question as its listeners answer, for the load balancer as a whole; none known is nothing to say. */
function judgeBalancer(balancer: ResourceNode, graph: ResourceGraph): CheckResult[] {
  const listeners = graph.referrers(balancer, "aws_lb_listener", "load_balancer_arn").nodes;
  const judged = listeners.flatMap((listener) =>
    judgeListener(listener, graph).map((result) => ({ listener, result })),
  );
  const answers = judged.map(
    ({ result }): Answer => (result.status === "pass" ? "yes" : result.status === "fail" ? "no" : "unknown"),
  );
  if (answers.length === 0) return [];
  const decisive = judged.filter(({ result }) => result.status === "fail");
  const related = (decisive.length > 0 ? decisive : judged).map(({ listener }) => listener);
  const facts = {
    path: "id",
    expected: "listeners of TLS, or redirects to HTTPS",
    actual: decisive.map(({ listener }) => listener.address).sort(),
    reason: judged.find(({ result }) => result.reason)?.result.reason,
  };
  return [verdict(every(answers), facts, redirectWords, { related })];
}

function judgeClassic(balancer: ResourceNode): CheckResult[] {
  const secure = oneOf(["https", "HTTPS", "ssl", "SSL"]);
  return balancer.blocks("listener").items.map((view) => judge(balancer, "lb_protocol", secure, words, { view }));
}
