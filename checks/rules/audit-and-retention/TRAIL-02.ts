import type { Rule } from "../../rule";
import { frameworks, terraformInputs } from "../kit/frameworks";
import { judge } from "../kit/judge";
import { isTrue } from "../kit/predicates";

/** The trail's files come with signed digests. */
export const rule: Rule = {
  metadata: {
    id: "TRAIL-02",
    aliases: [],
    title: "Tampering with the trail's files shows",
    control: "audit.trail-integrity",
    severity: "medium",
    group: "audit-and-retention",
    inputs: terraformInputs,
    resourceTypes: ["aws_cloudtrail"],
    rationale: "Without signed digests nobody can show that a record of the trail was not changed or removed later.",
    remediation: "Set enable_log_file_validation = true on the trail.",
    parameters: {},
    checks: [
      {
        id: "TRAIL-02.validation",
        title: "Log file validation is on",
        severity: "medium",
        equivalents: { checkov: ["CKV_AWS_36"], trivy: ["AVD-AWS-0016"], fsbp: ["CloudTrail.4"] },
      },
    ],
    frameworks: frameworks({ cisAws: ["3.2"], nist: ["AU-9", "SI-7"], iso: ["A.8.15"], dpdp: ["6(1)(c)"] }),
  },

  evaluate: (node) => [
    judge(node, "enable_log_file_validation", isTrue(), {
      check: "TRAIL-02.validation",
      fails: "The trail's files carry no digests",
      passes: "The trail's files carry signed digests",
    }),
  ],
};
