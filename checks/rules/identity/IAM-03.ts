import type { Datum, PolicyStatement, ResourceNode } from "../../graph/graph";
import type { CheckResult, Rule, RuleContext } from "../../rule";
import { textOf } from "../kit/datum";
import { frameworks, terraformInputs } from "../kit/frameworks";
import { stringsOf, trustedAccounts } from "../kit/parameters";
import { isNarrowed, namesEverybody } from "../kit/policy";
import { type Answer, every, not, some, yesIf } from "../kit/predicates";
import { claimConditions, isOidc, judgeTrust, principalsOf, trustTypes } from "../kit/trustPolicy";

/** A role is assumed by somebody in particular. */
export const rule: Rule = {
  metadata: {
    id: "IAM-03",
    aliases: [],
    title: "Roles trust somebody in particular",
    control: "identity.trust",
    severity: "high",
    group: "identity",
    inputs: terraformInputs,
    resourceTypes: trustTypes,
    rationale:
      "A trust decides who can become the role. Open to all, or to every user of another account or of a public identity provider, its permissions are theirs.",
    remediation:
      "In assume_role_policy name services, roles or users; for other accounts single roles or an sts:ExternalId; for OpenID Connect conditions on both sub and aud.",
    parameters: { trustedAccounts },
    checks: [
      {
        id: "IAM-03.everybody",
        title: "The trust is not open to everybody",
        severity: "critical",
        equivalents: { checkov: ["CKV_AWS_60"] },
      },
      {
        id: "IAM-03.whole-account",
        title: "The trust names no whole foreign account",
        severity: "high",
        equivalents: { checkov: ["CKV_AWS_61"] },
      },
      {
        id: "IAM-03.oidc-conditions",
        title: "Trust in an OpenID Connect provider has conditions on sub and aud",
        severity: "high",
        equivalents: {},
      },
      {
        id: "IAM-03.document",
        title: "No document of a policy lets everybody in",
        severity: "high",
        equivalents: { checkov: ["CKV_AWS_283"] },
      },
    ],
    frameworks: frameworks({
      nist: ["AC-3", "AC-6"],
      iso: ["A.5.15", "A.5.18"],
      dpdp: ["6(1)(b)"],
      digit: ["accessControl"],
    }),
  },

  evaluate(node: ResourceNode, context: RuleContext): readonly CheckResult[] {
    if (node.mode === "data") return judgeDocument(node);
    const own = ownAccounts(context);
    return [
      ...judgeTrust(node, letsEverybodyIn, "no * principal without a condition that says who", {
        check: "IAM-03.everybody",
        fails: "Everybody may assume the role",
        passes: "The role is not open to everybody",
      }),
      ...judgeTrust(
        node,
        (statement) => every([namesWholeAccount(statement, own), not(isLimited(statement))]),
        "single principals, or sts:ExternalId, in other accounts",
        {
          check: "IAM-03.whole-account",
          fails: "Every identity of another account may assume the role",
          passes: "No whole foreign account may assume the role",
        },
      ),
      ...judgeTrust(
        node,
        (statement) => yesIf(["sub", "aud"].some((claim) => claimConditions(statement, claim).length === 0)),
        "conditions on sub and aud",
        {
          check: "IAM-03.oidc-conditions",
          fails: "Anyone whom the identity provider knows may assume the role",
          passes: "The trust in the identity provider has conditions on sub and aud",
        },
        (statement) => principalsOf(statement, "Federated").some(isOidc),
      ),
    ];
  },
};

function letsEverybodyIn(statement: PolicyStatement): Answer {
  return every([namesEverybody(statement), not(isNarrowed(statement))]);
}

/** A document with principals is a trust, or the policy of a bucket, key or queue; what hangs on it shows elsewhere. */
function judgeDocument(node: ResourceNode): readonly CheckResult[] {
  return judgeTrust(
    node,
    letsEverybodyIn,
    "no * principal without a condition that says who",
    {
      check: "IAM-03.document",
      fails: "The document lets everybody in",
      passes: "The document does not let everybody in",
    },
    ({ principals, notPrincipals }) => principals.length + notPrincipals.length > 0,
  );
}

/** Accounts that are one's own: as declared, and that of the caller where the input shows it. */
function ownAccounts(context: RuleContext): readonly string[] {
  const callers = context.graph.ofType("aws_caller_identity").map((caller) => caller.get("account_id"));
  return [
    ...stringsOf(context, "trustedAccounts"),
    ...callers.flatMap((reading) =>
      reading.kind === "known" && typeof reading.value === "string" ? [reading.value] : [],
    ),
  ];
}

function namesWholeAccount(statement: PolicyStatement, own: readonly string[]): Answer {
  return some(principalsOf(statement, "AWS").map((value) => isWholeAccount(value, own)));
}

/** An account's number, or its root, which stands for all of its identities. */
function isWholeAccount(value: Datum, own: readonly string[]): Answer {
  const text = textOf(value);
  if (!text) return "unknown";
  const account = /^(?:arn:[^:]*:iam::)?(\d{12})(?::root)?$/.exec(text.text)?.[1];
  if (account !== undefined) return yesIf(!own.includes(account));
  const root = /^arn:[^:]*:iam::[^:]*:root$/.test(text.text);
  // `arn:aws:iam::${account}:root`: a specific hole is the caller's own account (`isSpecific`), any other may be anyone's.
  return root && text.kind === "hole" ? "unknown" : text.kind === "hole" && text.text.length === 1 ? "unknown" : "no";
}

function isLimited(statement: PolicyStatement): Answer {
  const external = statement.conditions.some(
    (condition) =>
      condition.key.toLowerCase() === "sts:externalid" &&
      /^stringequals$/i.test(condition.operator) &&
      condition.values.length > 0,
  );
  const identity = statement.conditions.filter((condition) => condition.key.toLowerCase() !== "aws:principalaccount");
  return external ? "yes" : isNarrowed({ ...statement, conditions: identity });
}
