import type { Rule } from "../../rule";
import { frameworks, terraformInputs } from "../kit/frameworks";
import { judge } from "../kit/judge";
import { judgeKey } from "../kit/keys";
import { isTrue } from "../kit/predicates";

export const rule: Rule = {
  metadata: {
    id: "EBS-04",
    aliases: ["EBS-06"],
    title: "Copies of snapshots and images use a customer key",
    control: "encryption-at-rest.snapshot-copies",
    severity: "medium",
    group: "encryption-at-rest",
    inputs: terraformInputs,
    resourceTypes: ["aws_ebs_snapshot_copy", "aws_ami_copy"],
    rationale: "A copy leaves the region or the account, and with it the rules that its source is under.",
    remediation: "Set encrypted = true and kms_key_id to the ARN of a customer managed key.",
    parameters: {},
    checks: [
      {
        id: "EBS-04.encrypted",
        title: "The copy is encrypted",
        severity: "medium",
        equivalents: { checkov: ["CKV_AWS_235"] },
      },
      {
        id: "EBS-04.customer-key",
        title: "The copy is under a customer key",
        severity: "medium",
        equivalents: { checkov: ["CKV_AWS_183", "CKV_AWS_236"] },
      },
    ],
    frameworks: frameworks({ nist: ["SC-28(1)"], iso: ["A.8.24"], dpdp: ["6(1)(a)"], digit: ["encryption"] }),
  },
  evaluate: (node, { graph }) => {
    const words = { check: "EBS-04.encrypted", fails: "The copy may be in clear." };
    const encrypted = judge(node, "encrypted", isTrue(), words);
    if (encrypted.status === "fail") return [encrypted];
    const keyWords = { check: "EBS-04.customer-key", fails: "The copy is under the key that AWS manages for EBS." };
    return [encrypted, judgeKey(node, "kms_key_id", keyWords, { filledIn: graph })];
  },
};
