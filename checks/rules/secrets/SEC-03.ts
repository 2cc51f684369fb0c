import type { Rule } from "../../rule";
import { frameworks, terraformInputs } from "../kit/frameworks";
import { judge } from "../kit/judge";
import { judgeKey } from "../kit/keys";
import { equals } from "../kit/predicates";

export const rule: Rule = {
  metadata: {
    id: "SEC-03",
    aliases: [],
    title: "Parameters are encrypted with a customer key",
    control: "secrets.parameters",
    severity: "medium",
    group: "secrets",
    inputs: terraformInputs,
    resourceTypes: ["aws_ssm_parameter"],
    rationale: "A plain parameter can be read by whoever may describe it, and its history keeps what it held.",
    remediation: 'Set type = "SecureString" and key_id to a customer managed key.',
    parameters: {},
    checks: [
      {
        id: "SEC-03.secure-string",
        title: "The parameter is a SecureString",
        severity: "medium",
        equivalents: { checkov: ["CKV2_AWS_34"] },
      },
      {
        id: "SEC-03.customer-key",
        title: "The parameter is under a customer key",
        severity: "medium",
        equivalents: { checkov: ["CKV_AWS_337"] },
      },
    ],
    frameworks: frameworks({ nist: ["SC-28(1)"], iso: ["A.8.24"], dpdp: ["6(1)(a)"], digit: ["encryption"] }),
  },
  evaluate: (node) => {
    // AMI aliases cannot be SecureStrings.
    if (equals("aws:ec2:image").ask(node.get("data_type")) === "yes") return [];
    const words = { check: "SEC-03.secure-string", fails: "The parameter's value is kept in clear." };
    const secure = judge(node, "type", equals("SecureString"), words);
    if (secure.status === "fail") return [secure];
    const keyWords = {
      check: "SEC-03.customer-key",
      fails: "The parameter is under the key that AWS manages for SSM.",
    };
    return [secure, judgeKey(node, "key_id", keyWords)];
  },
};
