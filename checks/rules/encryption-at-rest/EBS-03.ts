import type { Rule } from "../../rule";
import { frameworks, terraformInputs } from "../kit/frameworks";
import { judge } from "../kit/judge";
import { isTrue, orAbsent } from "../kit/predicates";

export const rule: Rule = {
  metadata: {
    id: "EBS-03",
    aliases: [],
    title: "The account encrypts new volumes by default",
    control: "encryption-at-rest.block-store-default",
    severity: "medium",
    group: "encryption-at-rest",
    inputs: terraformInputs,
    resourceTypes: ["aws_ebs_encryption_by_default"],
    rationale: "Volumes that nobody declares (autoscaling, add-ons, restores) are encrypted only by this setting.",
    remediation: "Set enabled = true, or leave it out.",
    parameters: {},
    checks: [
      {
        id: "EBS-03.on",
        title: "Encryption by default is not turned off",
        severity: "medium",
        equivalents: { checkov: ["CKV_AWS_106"], fsbp: ["EC2.7"] },
      },
    ],
    frameworks: frameworks({
      cisAws: ["2.2.1"],
      nist: ["SC-28(1)"],
      iso: ["A.8.24"],
      dpdp: ["6(1)(a)"],
      digit: ["encryption"],
    }),
  },
  // The provider's default is true.
  evaluate: (node) => [
    judge(node, "enabled", orAbsent(isTrue()), {
      check: "EBS-03.on",
      fails: "New volumes of this account and region are in clear unless each says otherwise.",
    }),
  ],
};
