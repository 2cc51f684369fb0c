import type { PolicyStatement } from "../../graph/graph";
import type { Rule } from "../../rule";
import { frameworks, terraformInputs } from "../kit/frameworks";
import { matchesAction } from "../kit/identityPolicy";
import { denies, namesEverybody } from "../kit/policy";
import { type Answer, every, not, some, yesIf } from "../kit/predicates";
import { judgeResourcePolicy } from "../kit/resourcePolicy";

/** A bucket's policy leaves somebody who can still change it. */
export const rule: Rule = {
  metadata: {
    id: "S3-10",
    aliases: [],
    title: "Bucket policies lock nobody out for good",
    control: "identity.object-store-lockout",
    severity: "medium",
    group: "identity",
    inputs: terraformInputs,
    resourceTypes: ["aws_s3_bucket_policy", "aws_s3_bucket"],
    rationale:
      "A Deny of everything for everybody also denies changing the policy; only the account's root user gets such a bucket back.",
    remediation: "Limit the Deny by a condition, or to the actions that are meant.",
    parameters: {},
    checks: [
      {
        id: "S3-10.lockout",
        title: "No Deny of all actions for everybody without a condition",
        severity: "medium",
        equivalents: { checkov: ["CKV_AWS_93"] },
      },
    ],
    frameworks: frameworks({ nist: ["CP-10"], iso: ["A.8.9"], digit: ["backup"] }),
  },

  evaluate: (node) =>
    judgeResourcePolicy(
      node,
      "policy",
      locksOut,
      "no Deny of s3:* for * without a condition",
      {
        check: "S3-10.lockout",
        fails: "The bucket's policy denies everything to everybody, its own repair included",
        passes: "The bucket's policy leaves somebody who can change it",
      },
      node.type === "aws_s3_bucket_policy" ? node.references("bucket").nodes : [],
    ),
};

/** The right to change the policy is what decides. */
const repair = "s3:PutBucketPolicy";

function locksOut(statement: PolicyStatement): Answer {
  const repairs =
    statement.notActions.length > 0
      ? not(some(statement.notActions.map((action) => matchesAction(action, repair))))
      : some(statement.actions.map((action) => matchesAction(action, repair)));
  return every([
    denies(statement),
    // Of a Deny with NotPrincipal somebody is exempt.
    statement.notPrincipals.length > 0 ? "no" : namesEverybody(statement),
    repairs,
    yesIf(statement.conditions.length === 0),
  ]);
}
