import type { Rule } from "../../rule";
import { frameworks, terraformInputs } from "../kit/frameworks";
import { shown, verdict } from "../kit/judge";

/** People and machines come by federation and roles, not as IAM users. */
export const rule: Rule = {
  metadata: {
    id: "IAM-07",
    aliases: [],
    title: "There are no IAM users",
    control: "identity.no-local-users",
    severity: "low",
    group: "identity",
    inputs: terraformInputs,
    resourceTypes: ["aws_iam_user"],
    rationale:
      "An IAM user has a password or key that does not end when its owner leaves, and that no directory knows of.",
    remediation:
      "Remove aws_iam_user; let people in by IAM Identity Center or another directory, and machines by roles.",
    parameters: {},
    checks: [
      {
        id: "IAM-07.user",
        title: "No IAM user is made",
        severity: "low",
        equivalents: { checkov: ["CKV_AWS_273"] },
      },
    ],
    frameworks: frameworks({
      cisAws: ["1.21"],
      nist: ["AC-2", "IA-2"],
      iso: ["A.5.16"],
      dpdp: ["6(1)(b)"],
      digit: ["accessControl"],
    }),
  },

  evaluate(node) {
    if (node.mode === "data") return [];
    return [
      verdict(
        "no",
        { path: "name", expected: "no user", actual: shown(node, "name", node.get("name")) },
        { check: "IAM-07.user", fails: "An IAM user with credentials of its own is made" },
      ),
    ];
  },
};
