import type { Rule } from "../../rule";
import { frameworks, terraformInputs } from "../kit/frameworks";
import { judge } from "../kit/judge";
import { isTrue, orAbsent } from "../kit/predicates";

/** The trail sees every region and the global services. */
export const rule: Rule = {
  metadata: {
    id: "TRAIL-03",
    aliases: [],
    title: "The trail covers all regions and global services",
    control: "audit.trail-coverage",
    severity: "high",
    group: "audit-and-retention",
    inputs: terraformInputs,
    resourceTypes: ["aws_cloudtrail"],
    rationale:
      "Who takes over an account works in the region that nobody watches, and begins with IAM, whose calls are global events.",
    remediation: "Set is_multi_region_trail = true, and leave include_global_service_events at true.",
    parameters: {},
    checks: [
      {
        id: "TRAIL-03.all-regions",
        title: "The trail is a multi-region one",
        severity: "high",
        equivalents: { checkov: ["CKV_AWS_67"], trivy: ["AVD-AWS-0014"], fsbp: ["CloudTrail.1"] },
      },
      {
        id: "TRAIL-03.global-events",
        title: "Events of global services are recorded",
        severity: "high",
        equivalents: { fsbp: ["CloudTrail.1"] },
      },
    ],
    frameworks: frameworks({
      cisAws: ["3.1"],
      nist: ["AU-2", "AU-12"],
      iso: ["A.8.15"],
      dpdp: ["6(1)(c)"],
      certIn: ["(iv)"],
      digit: ["accessControl"],
    }),
  },

  evaluate: (node) => [
    judge(node, "is_multi_region_trail", isTrue(), {
      check: "TRAIL-03.all-regions",
      fails: "The trail sees one region only",
      passes: "The trail sees all regions",
    }),
    judge(node, "include_global_service_events", orAbsent(isTrue()), {
      check: "TRAIL-03.global-events",
      fails: "The trail leaves out the calls to global services such as IAM",
      passes: "The trail records the calls to global services",
    }),
  ],
};
