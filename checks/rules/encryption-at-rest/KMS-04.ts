import type { Rule } from "../../rule";
import { frameworks } from "../kit/frameworks";
import { verdict } from "../kit/judge";
import { isSet, some, yesIf } from "../kit/predicates";

const check = "KMS-04.explicit-policy";

export const rule: Rule = {
  metadata: {
    id: "KMS-04",
    aliases: [],
    title: "Every key says who may use it",
    control: "encryption-at-rest.key-access-stated",
    severity: "low",
    group: "encryption-at-rest",
    // A state holds the policy that AWS made as it holds one that was written: it cannot tell them apart.
    inputs: ["terraform-json", "hcl", "plan"],
    resourceTypes: ["aws_kms_key"],
    rationale: "The default policy leaves all decisions to IAM, where any administrator of identities grants the key.",
    remediation: "Set policy on the key, or add an aws_kms_key_policy for it.",
    parameters: {},
    checks: [
      {
        id: check,
        title: "The key has a policy of its own",
        severity: "low",
        equivalents: { checkov: ["CKV2_AWS_64"] },
      },
    ],
    frameworks: frameworks({
      nist: ["AC-6", "SC-12"],
      iso: ["A.8.24"],
      dpdp: ["6(1)(b)"],
      digit: ["accessControl"],
    }),
  },
  evaluate: (node, { graph }) => {
    const split = graph.referrers(node, "aws_kms_key_policy", "key_id");
    const inline = node.get("policy");
    // Text that only a deployment completes is a policy all the same.
    const stated = inline.kind === "unknown" ? "yes" : isSet().ask(inline);
    const answer = some([stated, split.unresolved === undefined ? yesIf(split.nodes.length > 0) : "unknown"]);
    return [
      verdict(
        answer,
        {
          path: "policy",
          expected: "a policy",
          actual: answer === "yes" ? "stated" : null,
          reason: split.unresolved,
        },
        { check, fails: "The key has the default policy, because none is stated." },
        { related: split.nodes },
      ),
    ];
  },
};
