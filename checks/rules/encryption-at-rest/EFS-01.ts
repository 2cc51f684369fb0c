import type { Rule } from "../../rule";
import { frameworks, terraformInputs } from "../kit/frameworks";
import { judge } from "../kit/judge";
import { judgeKey } from "../kit/keys";
import { isTrue } from "../kit/predicates";

export const rule: Rule = {
  metadata: {
    id: "EFS-01",
    aliases: [],
    title: "File systems are encrypted",
    control: "encryption-at-rest.file-store",
    severity: "high",
    group: "encryption-at-rest",
    inputs: terraformInputs,
    resourceTypes: ["aws_efs_file_system"],
    rationale: "Files that services share hold uploads and exports of personal data.",
    remediation:
      "Set encrypted = true and kms_key_id to the ARN of a customer managed key. An existing file system is replaced.",
    parameters: {},
    checks: [
      {
        id: "EFS-01.encrypted",
        title: "The file system is encrypted",
        severity: "high",
        equivalents: { checkov: ["CKV_AWS_42"], trivy: ["AVD-AWS-0037"], fsbp: ["EFS.1", "EFS.8"] },
      },
      {
        id: "EFS-01.customer-key",
        title: "The file system is under a customer key",
        severity: "medium",
        equivalents: { checkov: ["CKV_AWS_184"] },
      },
    ],
    frameworks: frameworks({
      cisAws: ["2.4.1"],
      nist: ["SC-28(1)"],
      iso: ["A.8.24"],
      dpdp: ["6(1)(a)"],
      digit: ["encryption"],
    }),
  },
  evaluate: (node, { graph }) => {
    const encrypted = judge(node, "encrypted", isTrue(), {
      check: "EFS-01.encrypted",
      fails: "The files and their backups are in clear.",
    });
    if (encrypted.status === "fail") return [encrypted];
    const words = { check: "EFS-01.customer-key", fails: "The files are under the key that AWS manages for EFS." };
    return [encrypted, judgeKey(node, "kms_key_id", words, { filledIn: graph })];
  },
};
