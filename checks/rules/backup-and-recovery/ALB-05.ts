import type { Rule } from "../../rule";
import { frameworks, terraformInputs } from "../kit/frameworks";
import { judge } from "../kit/judge";
import { isTrue } from "../kit/predicates";

export const rule: Rule = {
  metadata: {
    id: "ALB-05",
    aliases: [],
    title: "Load balancers cannot be deleted by accident",
    control: "backup-and-recovery.edge-deletion",
    severity: "low",
    group: "backup-and-recovery",
    inputs: terraformInputs,
    resourceTypes: ["aws_lb"],
    rationale: "A new load balancer has a new name and new addresses: everything that points at it must follow.",
    remediation: "Set enable_deletion_protection = true.",
    parameters: {},
    checks: [
      {
        id: "ALB-05.deletion-protection",
        title: "Deletion is refused until somebody lifts the protection",
        severity: "low",
        equivalents: { checkov: ["CKV_AWS_150"], fsbp: ["ELB.6"] },
      },
    ],
    frameworks: frameworks({ nist: ["CM-3"], iso: ["A.8.14"], digit: ["backup"] }),
  },
  evaluate: (node) => [
    judge(node, "enable_deletion_protection", isTrue(), {
      check: "ALB-05.deletion-protection",
      fails: "One destroy takes the platform's entry away.",
    }),
  ],
};
