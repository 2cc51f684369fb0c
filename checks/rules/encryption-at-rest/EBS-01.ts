import type { ResourceGraph, ResourceNode } from "../../graph/graph";
import type { CheckResult, Rule } from "../../rule";
import { encryptionByDefault } from "../kit/ebs";
import { frameworks, terraformInputs } from "../kit/frameworks";
import { judge, verdict } from "../kit/judge";
import { isTrue } from "../kit/predicates";

const words = { check: "EBS-01.encrypted", fails: "The volume and its snapshots are in clear." };
const attachedCheck = "EBS-01.attached";

export const rule: Rule = {
  metadata: {
    id: "EBS-01",
    aliases: [],
    title: "Volumes are encrypted",
    control: "encryption-at-rest.block-store",
    severity: "high",
    group: "encryption-at-rest",
    inputs: terraformInputs,
    resourceTypes: ["aws_ebs_volume"],
    rationale: "A volume outlives its machine, and its snapshots travel between accounts.",
    remediation: "Set encrypted = true. An existing volume is replaced: copy its snapshot with encryption first.",
    parameters: {},
    checks: [
      {
        id: words.check,
        title: "The volume is encrypted",
        severity: "high",
        equivalents: { checkov: ["CKV_AWS_3"], trivy: ["AVD-AWS-0026"], fsbp: ["EC2.3"] },
      },
      {
        id: attachedCheck,
        title: "A volume that a machine uses is encrypted",
        severity: "high",
        equivalents: { checkov: ["CKV2_AWS_2"] },
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
  evaluate: (node, { graph }) => {
    const result = judgeVolume(node, graph);
    const attachments = graph.referrers(node, "aws_volume_attachment", "volume_id").nodes;
    return attachments.length === 0 ? [result] : [result, { ...result, check: attachedCheck, related: attachments }];
  },
};

function judgeVolume(node: ResourceNode, graph: ResourceGraph): CheckResult {
  const path = "encrypted";
  if (node.get(path).kind !== "absent") return judge(node, path, isTrue(), words);
  const setting = encryptionByDefault(node, graph);
  const facts = { path, expected: true, actual: null };
  if (setting) {
    const passes = "The account encrypts every new volume.";
    return verdict("yes", facts, { ...words, passes }, { related: [setting] });
  }
  if (node.get("snapshot_id").kind === "absent") return verdict("no", facts, words);
  const reason = "a volume from a snapshot is encrypted as the snapshot is";
  return verdict("unknown", { ...facts, reason }, words);
}
