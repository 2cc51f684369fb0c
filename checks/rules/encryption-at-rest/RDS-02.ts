import type { Rule } from "../../rule";
import { frameworks, terraformInputs } from "../kit/frameworks";
import { verdict } from "../kit/judge";
import { judgeKey } from "../kit/keys";
import { originOf } from "../kit/rds";

const storageWords = {
  check: "RDS-02.storage-key",
  fails: "The storage is under the key that AWS manages for RDS: nobody can restrict, audit or revoke its use.",
};

export const rule: Rule = {
  metadata: {
    id: "RDS-02",
    aliases: [],
    title: "Databases use a customer key",
    control: "encryption-at-rest.database-key",
    severity: "medium",
    group: "encryption-at-rest",
    inputs: terraformInputs,
    resourceTypes: ["aws_db_instance", "aws_rds_cluster", "aws_rds_cluster_activity_stream"],
    rationale:
      "Only a key of one's own has a policy of one's own, and its snapshots can be shared with a vault account.",
    remediation: "Set kms_key_id to the ARN of a customer managed key. Changing it replaces the database.",
    parameters: {},
    checks: [
      {
        id: "RDS-02.storage-key",
        title: "Storage is under a customer key",
        severity: "medium",
        equivalents: { checkov: ["CKV_AWS_327"], trivy: ["AVD-AWS-0079"] },
      },
      {
        id: "RDS-02.activity-stream-key",
        title: "The activity stream is under a customer key",
        severity: "medium",
        equivalents: { checkov: ["CKV_AWS_246"] },
      },
    ],
    frameworks: frameworks({
      nist: ["SC-28(1)", "SC-12"],
      iso: ["A.8.24"],
      dpdp: ["6(1)(a)"],
      digit: ["encryption"],
    }),
  },
  evaluate: (node, { graph }) => {
    if (node.type === "aws_rds_cluster_activity_stream") {
      return [
        judgeKey(node, "kms_key_id", {
          check: "RDS-02.activity-stream-key",
          fails: "The stream of database activity is not under a customer key.",
        }),
      ];
    }
    const origin = originOf(node);
    if (origin.kind === "own" || node.get("kms_key_id").kind !== "absent") {
      return [judgeKey(node, "kms_key_id", storageWords, { filledIn: graph })];
    }
    // Without a key of its own a replica has its source's.
    if (origin.kind === "replica" && origin.source.type === "aws_db_instance") {
      return [
        judgeKey(origin.source, "kms_key_id", storageWords, {
          resource: node,
          related: [origin.source],
          filledIn: graph,
        }),
      ];
    }
    const reason = origin.kind === "unresolved" ? origin.cause : "a replica's key is that of its source";
    const facts = { path: "kms_key_id", expected: "ARN of a customer managed KMS key", actual: null, reason };
    return [verdict("unknown", facts, storageWords)];
  },
};
