import type { Rule } from "../../rule";
import { frameworks, terraformInputs } from "../kit/frameworks";
import { judge } from "../kit/judge";
import { atLeast, isTrue, orAbsent } from "../kit/predicates";

export const rule: Rule = {
  metadata: {
    id: "KMS-03",
    aliases: [],
    title: "Keys stay usable and are not deleted in haste",
    control: "encryption-at-rest.key-availability",
    severity: "medium",
    group: "encryption-at-rest",
    inputs: terraformInputs,
    resourceTypes: ["aws_kms_key", "aws_kms_replica_key", "aws_kms_external_key"],
    rationale: "Without the key the data is lost; the waiting time is the only chance to take a deletion back.",
    remediation:
      "Leave is_enabled (enabled on replica and external keys) true and set deletion_window_in_days = 30, in production at least.",
    parameters: {
      keyDeletionWindowDays: { description: "Smallest waiting time before a key is deleted, in days", default: 7 },
    },
    checks: [
      {
        id: "KMS-03.enabled",
        title: "The key is enabled",
        severity: "medium",
        equivalents: { checkov: ["CKV_AWS_227"] },
      },
      {
        id: "KMS-03.deletion-window",
        title: "A deletion waits long enough to be noticed",
        severity: "medium",
        equivalents: {},
      },
    ],
    frameworks: frameworks({ nist: ["SC-12"], iso: ["A.8.24"], digit: ["encryption"] }),
  },
  evaluate: (node, context) => {
    const minimum = Number(context.parameter("keyDeletionWindowDays"));
    // Both are on, respectively 30 days, unless stated.
    return [
      judge(node, node.type === "aws_kms_key" ? "is_enabled" : "enabled", orAbsent(isTrue()), {
        check: "KMS-03.enabled",
        fails: "The key is disabled: what it encrypted cannot be read.",
      }),
      judge(node, "deletion_window_in_days", orAbsent(atLeast(minimum)), {
        check: "KMS-03.deletion-window",
        fails: "The key is gone before somebody notices its deletion.",
      }),
    ];
  },
};
