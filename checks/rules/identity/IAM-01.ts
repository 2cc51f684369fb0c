import type { PolicyStatement } from "../../graph/graph";
import type { Rule } from "../../rule";
import { frameworks, terraformInputs } from "../kit/frameworks";
import {
  allowsAction,
  identityPolicyTypes,
  judgeStatements,
  reachesEverything,
  reachesService,
} from "../kit/identityPolicy";
import { allows } from "../kit/policy";
import { type Answer, every } from "../kit/predicates";

/** Nobody may do everything, nor everything with identities. */
export const rule: Rule = {
  metadata: {
    id: "IAM-01",
    aliases: [],
    title: "No policy gives full administration",
    control: "identity.full-administration",
    severity: "critical",
    group: "identity",
    inputs: terraformInputs,
    resourceTypes: identityPolicyTypes,
    rationale:
      "With such a policy one stolen credential is the whole account: every citizen's record, every key, and the logs that would show it.",
    remediation:
      "Replace Action * (and iam:*, and NotAction in an Allow) by the actions that are needed, and Resource * by their ARNs.",
    parameters: {},
    checks: [
      {
        id: "IAM-01.full-administration",
        title: "No Allow of all actions on all resources",
        severity: "critical",
        equivalents: {
          checkov: ["CKV_AWS_62", "CKV_AWS_1"],
          fsbp: ["IAM.1"],
        },
      },
      {
        id: "IAM-01.all-actions",
        title: "No Allow of all actions on anything",
        severity: "high",
        equivalents: { checkov: ["CKV_AWS_63", "CKV_AWS_49"] },
      },
      {
        id: "IAM-01.identity-administration",
        title: "No Allow of all actions on identities",
        severity: "critical",
        equivalents: { checkov: ["CKV2_AWS_40"] },
      },
    ],
    frameworks: frameworks({
      cisAws: ["1.16"],
      nist: ["AC-6", "AC-3"],
      iso: ["A.8.2", "A.5.18"],
      dpdp: ["6(1)(b)"],
      digit: ["accessControl"],
    }),
  },

  evaluate: (node) => [
    ...judgeStatements(node, isFullAdministration, "no Allow of all actions on all resources", {
      check: "IAM-01.full-administration",
      fails: "The policy allows all actions on all resources, or all but some",
      passes: "No statement allows all actions on all resources",
    }),
    ...judgeStatements(node, allowsAllActions, "single actions", {
      check: "IAM-01.all-actions",
      fails: "The policy allows all actions on what it names",
      passes: "No statement allows all actions",
    }),
    ...judgeStatements(node, isIdentityAdministration, "no Allow of iam:*", {
      check: "IAM-01.identity-administration",
      fails: "The policy allows everything with identities, so its holder can become anyone",
      passes: "No statement allows all actions on identities",
    }),
  ],
};

/** Actions of services that no one statement has a reason to join: allowed together, everything is. */
const anything = ["iam:CreateUser", "s3:GetObject", "ec2:RunInstances", "kms:Decrypt", "x-not-a-service:Anything"];
const anythingWithIdentities = ["iam:CreateUser", "iam:GetUser", "iam:PassRole", "iam:X-Not-An-Action"];

/** All actions, or all but some: an Allow with `NotAction` also allows what AWS will add tomorrow. */
function isFullAdministration(statement: PolicyStatement): Answer {
  const actions =
    statement.notActions.length > 0
      ? allows(statement)
      : every(anything.map((action) => allowsAction(statement, action)));
  // Everything with the objects of one service is not the whole account.
  return every([
    actions,
    reachesEverything(statement),
    reachesService(statement, "iam"),
    reachesService(statement, "s3"),
  ]);
}

function allowsAllActions(statement: PolicyStatement): Answer {
  return every(anything.map((action) => allowsAction(statement, action)));
}

/** With whichever identities: who may do everything with one role can give it every policy. */
function isIdentityAdministration(statement: PolicyStatement): Answer {
  const actions = every(anythingWithIdentities.map((action) => allowsAction(statement, action)));
  // All actions on a bucket are none on identities; `iam:*` is on identities wherever it points.
  return allowsAllActions(statement) === "yes" ? every([actions, reachesService(statement, "iam")]) : actions;
}
