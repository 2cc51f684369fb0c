import type { Rule } from "../../rule";
import { frameworks, terraformInputs } from "../kit/frameworks";
import { judge } from "../kit/judge";
import { every, isSet, isTrue, orAbsent } from "../kit/predicates";

/** Load balancers record who called, in a bucket. */
export const rule: Rule = {
  metadata: {
    id: "ALB-04",
    aliases: [],
    title: "Load balancers record their requests",
    control: "audit.load-balancer",
    severity: "medium",
    group: "audit-and-retention",
    inputs: terraformInputs,
    resourceTypes: ["aws_lb", "aws_elb"],
    rationale:
      "Behind the load balancer its address is all that is seen; only its own records say who called, and when.",
    remediation: "Set access_logs.enabled = true and access_logs.bucket.",
    parameters: {},
    checks: [
      {
        id: "ALB-04.access-logs",
        title: "Access logs are on, with a bucket",
        severity: "medium",
        equivalents: { checkov: ["CKV_AWS_91", "CKV_AWS_92"], fsbp: ["ELB.5"] },
      },
    ],
    frameworks: frameworks({
      nist: ["AU-2", "AU-12"],
      iso: ["A.8.15"],
      dpdp: ["6(1)(c)"],
      certIn: ["(iv)"],
      digit: ["network"],
    }),
  },

  evaluate(node) {
    // A gateway load balancer cannot write any.
    const type = node.get("load_balancer_type");
    if (node.mode === "data" || (type.kind === "known" && type.value === "gateway")) return [];
    const bucket = isSet().ask(node.get("access_logs[0].bucket"));
    const on = node.type === "aws_elb" && bucket === "yes" ? orAbsent(isTrue()) : isTrue();
    return [
      judge(
        node,
        "access_logs[0].enabled",
        { expected: true, ask: (reading) => every([on.ask(reading), bucket]) },
        {
          check: "ALB-04.access-logs",
          fails: "Requests to the load balancer are not recorded",
          passes: "Requests to the load balancer are recorded",
        },
      ),
    ];
  },
};
