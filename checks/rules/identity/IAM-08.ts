import type { Reading, ResourceNode } from "../../graph/graph";
import type { Rule } from "../../rule";
import { textOf } from "../kit/datum";
import { frameworks, terraformInputs } from "../kit/frameworks";
import { causeOf, shown, verdict } from "../kit/judge";
import { type Answer, yesIf } from "../kit/predicates";

/** The root user has no access key. */
export const rule: Rule = {
  metadata: {
    id: "IAM-08",
    aliases: [],
    title: "The root user has no access key",
    control: "identity.root-key",
    severity: "critical",
    group: "identity",
    inputs: terraformInputs,
    resourceTypes: ["aws_iam_access_key"],
    rationale: "A root key cannot be limited by any policy; whoever has it owns the account and all data in it.",
    remediation: "Remove the aws_iam_access_key of the root user, and delete the key in the account.",
    parameters: {},
    checks: [
      {
        id: "IAM-08.root-key",
        title: "No access key belongs to root",
        severity: "critical",
        equivalents: { checkov: ["CKV_AWS_348"], trivy: ["AVD-AWS-0141"], fsbp: ["IAM.4"] },
      },
    ],
    frameworks: frameworks({
      cisAws: ["1.4"],
      nist: ["AC-6", "IA-2"],
      iso: ["A.8.2"],
      dpdp: ["6(1)(b)"],
      digit: ["accessControl"],
    }),
  },

  evaluate(node) {
    const user = node.get("user");
    return [
      verdict(
        isOrdinary(user, node.references("user").nodes),
        { path: "user", expected: "an ordinary user", actual: shown(node, "user", user), reason: causeOf(user) },
        {
          check: "IAM-08.root-key",
          fails: "An access key is made for the root user",
          passes: "The access key is not the root user's",
        },
      ),
    ];
  },
};

const rootName = /^(root|<?root_account>?|arn:[^:]*:iam::\d{12}:root)$/i;

/** A user that Terraform makes is an ordinary one, unless it is called as the root user is. */
function isOrdinary(user: Reading, declared: readonly ResourceNode[]): Answer {
  if (declared.length > 0) return yesIf(!declared.some((node) => isRootName(node.get("name"))));
  if (user.kind === "absent") return "no";
  if (user.kind === "unknown" || textOf(user.value)?.kind !== "text") return "unknown";
  return yesIf(!isRootName(user));
}

function isRootName(name: Reading): boolean {
  const text = name.kind === "known" ? textOf(name.value) : undefined;
  return text?.kind === "text" && rootName.test(text.text.trim());
}
