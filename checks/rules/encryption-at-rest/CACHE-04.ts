import type { Rule } from "../../rule";
import { frameworks, terraformInputs } from "../kit/frameworks";
import { judgeKey } from "../kit/keys";

export const rule: Rule = {
  metadata: {
    id: "CACHE-04",
    aliases: [],
    title: "Caches use a customer key",
    control: "encryption-at-rest.cache-key",
    severity: "medium",
    group: "encryption-at-rest",
    inputs: terraformInputs,
    resourceTypes: ["aws_elasticache_replication_group"],
    rationale: "A key of one's own decides who may restore a snapshot of sessions and tokens.",
    remediation: "Set kms_key_id to the ARN of a customer managed key.",
    parameters: {},
    checks: [
      {
        id: "CACHE-04.customer-key",
        title: "The replication group is under a customer key",
        severity: "medium",
        equivalents: { checkov: ["CKV_AWS_191"] },
      },
    ],
    frameworks: frameworks({ nist: ["SC-28(1)", "SC-12"], iso: ["A.8.24"], dpdp: ["6(1)(a)"], digit: ["encryption"] }),
  },
  evaluate: (node) => [
    judgeKey(node, "kms_key_id", {
      check: "CACHE-04.customer-key",
      fails: "The cache is under a key of ElastiCache itself.",
    }),
  ],
};
