import type { ResourceGraph, ResourceNode } from "../../graph/graph";
import type { CheckResult, Rule } from "../../rule";
import { frameworks, terraformInputs } from "../kit/frameworks";
import { judgeUnseen } from "../kit/judge";
import { judgeKey } from "../kit/keys";

export const rule: Rule = {
  metadata: {
    id: "SEC-01",
    aliases: [],
    title: "Secrets are under a customer key",
    control: "secrets.key",
    severity: "medium",
    group: "secrets",
    inputs: terraformInputs,
    resourceTypes: ["aws_secretsmanager_secret"],
    rationale:
      "The key that AWS manages admits everybody of the account whom IAM lets read the secret; one's own says who.",
    remediation: "Set kms_key_id (and replica.kms_key_id for each replica) to the ARN of a customer managed key.",
    parameters: {},
    checks: [
      {
        id: "SEC-01.customer-key",
        title: "The secret is under a customer key",
        severity: "medium",
        equivalents: { checkov: ["CKV_AWS_149"], trivy: ["AVD-AWS-0098"] },
      },
      {
        id: "SEC-01.replica-key",
        title: "Each replica is under a customer key",
        severity: "medium",
        equivalents: {},
      },
    ],
    frameworks: frameworks({
      nist: ["SC-28(1)", "SC-12"],
      iso: ["A.8.24"],
      dpdp: ["6(1)(a)"],
      digit: ["encryption"],
    }),
  },
  evaluate: (node, { graph }) => [
    judgeKey(node, "kms_key_id", {
      check: "SEC-01.customer-key",
      fails: "The secret is under the key that AWS manages for Secrets Manager.",
    }),
    ...judgeReplicas(node, graph),
  ],
};

function judgeReplicas(node: ResourceNode, graph: ResourceGraph): readonly CheckResult[] {
  const replicas = node.blocks("replica");
  const words = {
    check: "SEC-01.replica-key",
    fails: "A replica of the secret is under the key that AWS manages in its region.",
  };
  return [
    ...replicas.items.map((view) => judgeKey(node, "kms_key_id", words, { view, filledIn: graph })),
    ...judgeUnseen(replicas, { path: "replica", expected: "kms_key_id of a customer managed key" }, words),
  ];
}
