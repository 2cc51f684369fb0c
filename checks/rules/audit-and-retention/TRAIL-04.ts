import type { Rule } from "../../rule";
import { frameworks, terraformInputs } from "../kit/frameworks";
import { judge } from "../kit/judge";
import { isTrue, orAbsent } from "../kit/predicates";

/** The trail records. */
export const rule: Rule = {
  metadata: {
    id: "TRAIL-04",
    aliases: [],
    title: "The trail is recording",
    control: "audit.trail-enabled",
    severity: "high",
    group: "audit-and-retention",
    inputs: terraformInputs,
    resourceTypes: ["aws_cloudtrail"],
    rationale: "A trail that exists but is switched off looks like evidence and holds none.",
    remediation: "Remove enable_logging, or set it to true.",
    parameters: {},
    checks: [
      {
        id: "TRAIL-04.recording",
        title: "Logging is not switched off",
        severity: "high",
        equivalents: { checkov: ["CKV_AWS_251"], fsbp: ["CloudTrail.3"] },
      },
    ],
    frameworks: frameworks({ nist: ["AU-12"], iso: ["A.8.15"], dpdp: ["6(1)(c)"], certIn: ["(iv)"] }),
  },

  evaluate: (node) => [
    judge(node, "enable_logging", orAbsent(isTrue()), {
      check: "TRAIL-04.recording",
      fails: "The trail is switched off",
      passes: "The trail records",
    }),
  ],
};
