import type { Rule } from "../../rule";
import { frameworks, terraformInputs } from "../kit/frameworks";
import { judgeKey } from "../kit/keys";

export const rule: Rule = {
  metadata: {
    id: "TRAIL-01",
    aliases: [],
    title: "The audit trail uses a customer key",
    control: "encryption-at-rest.audit-trail-key",
    severity: "high",
    group: "encryption-at-rest",
    inputs: terraformInputs,
    resourceTypes: ["aws_cloudtrail", "aws_cloudtrail_event_data_store"],
    rationale: "The trail tells who did what with personal data; reading it must need a permission of its own.",
    remediation: "Set kms_key_id to the ARN of a key whose policy admits cloudtrail.amazonaws.com.",
    parameters: {},
    checks: [
      {
        id: "TRAIL-01.customer-key",
        title: "The trail or event data store is under a customer key",
        severity: "high",
        equivalents: {
          checkov: ["CKV_AWS_35", "CKV_AWS_294"],
          trivy: ["AVD-AWS-0015"],
          fsbp: ["CloudTrail.2"],
        },
      },
    ],
    frameworks: frameworks({
      cisAws: ["3.5"],
      nist: ["SC-28(1)", "AU-9(3)"],
      iso: ["A.8.24", "A.8.15"],
      dpdp: ["6(1)(a)"],
      digit: ["encryption"],
    }),
  },
  evaluate: (node) => [
    judgeKey(node, "kms_key_id", {
      check: "TRAIL-01.customer-key",
      fails: "The trail is not under a customer key: whoever may read its store may read it.",
    }),
  ],
};
