import type { Rule } from "../../rule";
import { frameworks, terraformInputs } from "../kit/frameworks";
import { judge } from "../kit/judge";
import { oneOf, type Predicate, yesIf } from "../kit/predicates";

/** Predefined policies that begin at TLS 1.2; the others, and the default when none is named, begin earlier. */
const name = /^ELBSecurityPolicy-(?:TLS13-1-[23]|TLS-1-2|FS-1-2)(?:-|$)/;

const tls12: Predicate = {
  expected: "a policy of TLS 1.2 or later",
  ask: (reading) => {
    if (reading.kind === "unknown") return "unknown";
    return yesIf(reading.kind !== "absent" && typeof reading.value === "string" && name.test(reading.value));
  },
};

export const rule: Rule = {
  metadata: {
    id: "ALB-02",
    aliases: [],
    title: "Listeners ask for TLS 1.2",
    control: "encryption-in-transit.edge-tls-version",
    severity: "high",
    group: "encryption-in-transit",
    inputs: terraformInputs,
    resourceTypes: ["aws_lb_listener"],
    rationale: "The default policy of 2016 admits TLS 1.0, which has been given up by its makers (RFC 8996).",
    remediation: 'Set ssl_policy = "ELBSecurityPolicy-TLS13-1-2-2021-06".',
    parameters: {},
    checks: [
      {
        id: "ALB-02.tls-version",
        title: "The policy asks for TLS 1.2 or later",
        severity: "high",
        equivalents: { checkov: ["CKV_AWS_103", "CKV2_AWS_74"], trivy: ["AVD-AWS-0047"], fsbp: ["ELB.17"] },
      },
    ],
    frameworks: frameworks({ nist: ["SC-8(1)", "SC-13"], iso: ["A.8.24"], dpdp: ["6(1)(a)"], digit: ["encryption"] }),
  },
  evaluate: (node) => {
    const secure = oneOf(["HTTPS", "TLS"]).ask(node.get("protocol"));
    if (secure === "no") return [];
    return [judge(node, "ssl_policy", tls12, { check: "ALB-02.tls-version", fails: "The listener accepts TLS 1.0." })];
  },
};
