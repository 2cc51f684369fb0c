import type { Reading, ResourceNode } from "../../graph/graph";
import type { CheckResult, Rule } from "../../rule";
import { isList } from "../kit/datum";
import { frameworks, terraformInputs } from "../kit/frameworks";
import { causeOf, shown, verdict } from "../kit/judge";
import { type Answer, isSet, not, yesIf } from "../kit/predicates";

/** Where each resource names users. */
const paths: Readonly<Record<string, string>> = {
  aws_iam_user_policy: "user",
  aws_iam_user_policy_attachment: "user",
  aws_iam_policy_attachment: "users",
};

/** Permissions hang on groups and roles, where a review finds them. */
export const rule: Rule = {
  metadata: {
    id: "IAM-05",
    aliases: [],
    title: "Policies are attached to groups and roles, not to users",
    control: "identity.no-user-policies",
    severity: "low",
    group: "identity",
    inputs: terraformInputs,
    resourceTypes: Object.keys(paths),
    rationale: "What hangs on a person stays when the task changes; what hangs on a role is reviewed with the role.",
    remediation:
      "Attach the policy with aws_iam_role_policy_attachment or aws_iam_group_policy_attachment, and remove user and users.",
    parameters: {},
    checks: [
      {
        id: "IAM-05.user-policy",
        title: "No policy hangs on a user",
        severity: "low",
        equivalents: { checkov: ["CKV_AWS_40"], trivy: ["AVD-AWS-0143"], fsbp: ["IAM.2"] },
      },
    ],
    frameworks: frameworks({
      cisAws: ["1.15"],
      nist: ["AC-2", "AC-6"],
      iso: ["A.5.15"],
      dpdp: ["6(1)(b)"],
      digit: ["accessControl"],
    }),
  },

  evaluate(node: ResourceNode): readonly CheckResult[] {
    const path = paths[node.type];
    if (node.mode === "data" || path === undefined) return [];
    const reading = node.get(path);
    // A user's policy has a user whatever its name turns out to be; only the shared attachment may have none.
    const named = path === "user" ? "yes" : namesAny(reading);
    return [
      verdict(
        not(named),
        { path, expected: "no user", actual: shown(node, path, reading), reason: causeOf(reading) },
        {
          check: "IAM-05.user-policy",
          fails: "The policy hangs on a user",
          passes: "The policy hangs on no user",
        },
        { related: node.references(path).nodes },
      ),
    ];
  },
};

/** A list of nothing but empty texts names nobody. */
function namesAny(reading: Reading): Answer {
  if (reading.kind === "known" && isList(reading.value)) return yesIf(reading.value.some((user) => user !== ""));
  return isSet().ask(reading);
}
