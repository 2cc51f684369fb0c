import type { Rule } from "../../rule";
import { frameworks, terraformInputs } from "../kit/frameworks";
import { causeOf, judge, verdict } from "../kit/judge";
import { isApplicationBalancer } from "../kit/loadBalancer";
import { isTrue } from "../kit/predicates";

const words = {
  check: "ALB-03.invalid-headers",
  fails: "Headers that break the rules of HTTP reach the services",
  passes: "Headers that break the rules of HTTP are dropped",
};
const path = "drop_invalid_header_fields";

/** Load balancers drop headers that no HTTP parser should see. */
export const rule: Rule = {
  metadata: {
    id: "ALB-03",
    aliases: [],
    title: "Load balancers drop invalid headers",
    control: "edge.invalid-headers",
    severity: "medium",
    group: "edge",
    inputs: terraformInputs,
    resourceTypes: ["aws_lb"],
    rationale:
      "Where two parsers read a broken header differently, a request can be smuggled past the one that checks it.",
    remediation: "Set drop_invalid_header_fields = true.",
    parameters: {},
    checks: [
      {
        id: words.check,
        title: "Invalid headers are dropped",
        severity: "medium",
        equivalents: { checkov: ["CKV_AWS_131"], trivy: ["AVD-AWS-0052"], fsbp: ["ELB.4"] },
      },
    ],
    frameworks: frameworks({ nist: ["SC-7", "SI-10"], iso: ["A.8.20"], dpdp: ["6(1)(b)"], digit: ["network"] }),
  },

  evaluate(node) {
    const kind = isApplicationBalancer(node);
    if (kind === "no") return [];
    const result = judge(node, path, isTrue(), words);
    if (kind === "yes" || result.status === "pass") return [result];
    const reason = causeOf(node.get("load_balancer_type"));
    return [verdict("unknown", { path, expected: true, actual: null, reason }, words)];
  },
};
