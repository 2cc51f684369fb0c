import type { ResourceNode } from "../../graph/graph";
import type { CheckResult, Rule } from "../../rule";
import { frameworks, terraformInputs } from "../kit/frameworks";
import { judge, verdict } from "../kit/judge";
import { judgeKey } from "../kit/keys";
import { isTrue } from "../kit/predicates";

export const rule: Rule = {
  metadata: {
    id: "EBS-04",
    aliases: ["EBS-06"],
    title: "Images, and copies of snapshots and images, are encrypted",
    control: "encryption-at-rest.snapshot-copies",
    severity: "medium",
    group: "encryption-at-rest",
    inputs: terraformInputs,
    resourceTypes: ["aws_ebs_snapshot_copy", "aws_ami_copy", "aws_ami"],
    rationale: "A copy leaves the region or the account, and with it the rules that its source is under.",
    remediation:
      "Set encrypted = true and kms_key_id to the ARN of a customer managed key; on aws_ami set ebs_block_device.encrypted = true, or make it from an encrypted snapshot_id.",
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
      {
        id: "EBS-04.image",
        title: "Disks of an image are encrypted, or made from a snapshot",
        severity: "medium",
        equivalents: { checkov: ["CKV_AWS_204"] },
      },
    ],
    frameworks: frameworks({ nist: ["SC-28(1)"], iso: ["A.8.24"], dpdp: ["6(1)(a)"], digit: ["encryption"] }),
  },
  evaluate: (node, { graph }) => {
    if (node.type === "aws_ami") return judgeImage(node);
    const words = { check: "EBS-04.encrypted", fails: "The copy may be in clear." };
    const keyWords = { check: "EBS-04.customer-key", fails: "The copy is under no key, or under AWS's key for EBS." };
    return [judge(node, "encrypted", isTrue(), words), judgeKey(node, "kms_key_id", keyWords, { filledIn: graph })];
  },
};

/** A disk that is made from a snapshot is encrypted as the snapshot is. */
function judgeImage(node: ResourceNode): readonly CheckResult[] {
  const words = { check: "EBS-04.image", fails: "A disk of the image is in clear." };
  const disks = node.blocks("ebs_block_device");
  if (disks.unknown !== undefined) {
    const facts = { path: "ebs_block_device", expected: true, actual: null, reason: disks.unknown };
    return [verdict("unknown", facts, words)];
  }
  return disks.items
    .filter((disk) => disk.get("snapshot_id").kind === "absent")
    .map((view) => judge(node, "encrypted", isTrue(), words, { view }));
}
