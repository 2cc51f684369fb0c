import type { ResourceNode } from "../../graph/graph";
import type { CheckResult, Rule } from "../../rule";
import { frameworks, terraformInputs } from "../kit/frameworks";
import { judge, judgeUnseen } from "../kit/judge";
import { isTrue, not, oneOf, type Predicate, yesIf } from "../kit/predicates";

/** Predefined policies that begin at TLS 1.2; the others, and the default when none is named, begin earlier. */
const name = /^(?:ELBSecurityPolicy-)?(?:TLS13-1-[23]|TLS-1-2|FS-1-2)(?:-|$)/;

const tls12: Predicate = {
  expected: "a policy of TLS 1.2 or later",
  ask: (reading) => {
    if (reading.kind === "unknown") return "unknown";
    return yesIf(reading.kind !== "absent" && typeof reading.value === "string" && name.test(reading.value));
  },
};

/** Where the policies of classic load balancers hold what they admit. */
const classicPolicies: Readonly<Record<string, string>> = {
  aws_load_balancer_policy: "policy_attribute",
  aws_lb_ssl_negotiation_policy: "attribute",
};
const oldProtocol = /^Protocol-(SSLv2|SSLv3|TLSv1|TLSv1\.1)$/;
const policyOfPolicies = "Reference-Security-Policy";

export const rule: Rule = {
  metadata: {
    id: "ALB-02",
    aliases: [],
    title: "Listeners ask for TLS 1.2",
    control: "encryption-in-transit.edge-tls-version",
    severity: "high",
    group: "encryption-in-transit",
    inputs: terraformInputs,
    resourceTypes: ["aws_lb_listener", ...Object.keys(classicPolicies)],
    rationale: "The default policy of 2016 admits TLS 1.0, which has been given up by its makers (RFC 8996).",
    remediation:
      'Set ssl_policy = "ELBSecurityPolicy-TLS13-1-2-2021-06"; for a classic load balancer set Reference-Security-Policy to "ELBSecurityPolicy-TLS-1-2-2017-01", or turn Protocol-SSLv3, Protocol-TLSv1 and Protocol-TLSv1.1 off.',
    parameters: {},
    checks: [
      {
        id: "ALB-02.tls-version",
        title: "The policy asks for TLS 1.2 or later",
        severity: "high",
        equivalents: { checkov: ["CKV_AWS_103", "CKV2_AWS_74"], trivy: ["AVD-AWS-0047"], fsbp: ["ELB.17"] },
      },
      {
        id: "ALB-02.classic-policy",
        title: "A policy of a classic load balancer admits TLS 1.2 or later only",
        severity: "high",
        equivalents: { checkov: ["CKV_AWS_213"] },
      },
    ],
    frameworks: frameworks({ nist: ["SC-8(1)", "SC-13"], iso: ["A.8.24"], dpdp: ["6(1)(a)"], digit: ["encryption"] }),
  },
  evaluate: (node) => {
    const attributes = classicPolicies[node.type];
    if (attributes !== undefined) return judgeClassicPolicy(node, attributes);
    const secure = oneOf(["HTTPS", "TLS"]).ask(node.get("protocol"));
    if (secure === "no") return [];
    return [judge(node, "ssl_policy", tls12, { check: "ALB-02.tls-version", fails: "The listener accepts TLS 1.0." })];
  },
};

/** Attribute by attribute: protocols that are on, and the predefined policy that is referred to. */
function judgeClassicPolicy(node: ResourceNode, path: string): readonly CheckResult[] {
  const attributes = node.blocks(path);
  const words = { check: "ALB-02.classic-policy", fails: "The policy admits versions before TLS 1.2." };
  const judged = attributes.items.flatMap((view) => {
    const stated = view.get("name");
    const attribute = stated.kind === "known" && typeof stated.value === "string" ? stated.value : "";
    if (attribute === policyOfPolicies) return [judge(node, "value", tls12, words, { view })];
    if (!oldProtocol.test(attribute)) return [];
    const off: Predicate = { expected: false, ask: (reading) => not(isTrue().ask(reading)) };
    return [judge(node, "value", off, words, { view })];
  });
  return [...judged, ...judgeUnseen(attributes, { path, expected: tls12.expected }, words)];
}
