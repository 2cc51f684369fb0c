import type { PolicyStatement } from "../../graph/graph";
import type { Rule } from "../../rule";
import { textOf } from "../kit/datum";
import { frameworks, terraformInputs } from "../kit/frameworks";
import { type Answer, not, some } from "../kit/predicates";
import { allValues, claimConditions, isOidc, judgeTrust, principalsOf, trustTypes } from "../kit/trustPolicy";

/** A role for pipelines or pods belongs to one repository or one service account. */
export const rule: Rule = {
  metadata: {
    id: "IAM-09",
    aliases: [],
    title: "Roles for pipelines and pods name the repository or service account",
    control: "identity.workload-trust",
    severity: "high",
    group: "identity",
    inputs: terraformInputs,
    resourceTypes: trustTypes,
    rationale:
      "A wildcard in sub lets any repository of a public host, or any pod of the cluster, take the role and what it may do.",
    remediation:
      "In the condition on <issuer>:sub name repo:<owner>/<repository>:…, or system:serviceaccount:<namespace>:<name>, without wildcards before that point.",
    parameters: {},
    checks: [
      {
        id: "IAM-09.subject",
        title: "The subject names one repository or service account",
        severity: "high",
        equivalents: {},
      },
      {
        id: "IAM-09.github-owner",
        title: "The subject of GitHub names at least the owner of repositories",
        severity: "high",
        equivalents: { checkov: ["CKV_AWS_358", "CKV_AWS_393"] },
      },
    ],
    frameworks: frameworks({
      nist: ["AC-3", "IA-2"],
      iso: ["A.5.15"],
      dpdp: ["6(1)(b)"],
      digit: ["accessControl"],
    }),
  },

  evaluate: (node) => [
    ...judgeTrust(
      node,
      (statement) => not(pinsSubject(statement, isPinned)),
      "sub without wildcards in the repository or service account",
      {
        check: "IAM-09.subject",
        fails: "The role is not limited to one repository or service account",
        passes: "The role is limited to named repositories or service accounts",
      },
      (statement) => principalsOf(statement, "Federated").some(isOidc),
    ),
    ...judgeTrust(
      node,
      (statement) => not(pinsSubject(statement, namesOwner)),
      "sub that begins with repo:<owner>/",
      {
        check: "IAM-09.github-owner",
        fails: "Workflows of anybody on GitHub may take the role, or none at all",
        passes: "The role is for workflows of named owners",
      },
      (statement) => principalsOf(statement, "Federated").some(isGitHub),
    ),
  ],
};

function pinsSubject(statement: PolicyStatement, isFine: (subject: string, exact: boolean) => boolean): Answer {
  return some(claimConditions(statement, "sub").map((condition) => allValues(condition, isFine)));
}

/** With `StringEquals` a wildcard is an ordinary character that no subject has, so the value admits nobody by it. */
function isPinned(subject: string, exact: boolean): boolean {
  if (subject === "") return false;
  if (exact) return true;
  // After `repo:owner/name:` (GitHub) or `project_path:group/name:` (GitLab) the rest says branch or environment.
  const decisive = /^(?:repo|project_path):[^:]*:/.exec(subject)?.[0] ?? subject;
  return !/[*?]/.test(decisive);
}

/** Claims that whoever writes a workflow, in whatever repository, chooses himself. */
const chosenByAnybody = /^(workflow|environment|ref|context|head_ref|base_ref)/;

/** Not taken for a slip with `StringEquals`: what matches no subject today is mended tomorrow with `StringLike`. */
function namesOwner(subject: string): boolean {
  const [claim = "", value = ""] = subject.split(":");
  if (chosenByAnybody.test(claim)) return false;
  if (claim === "repo") return /^[^/*?]+\/[^/]+/.test(value);
  return value !== "" && !/^[*?]/.test(value);
}

function isGitHub(value: PolicyStatement["actions"][number]): boolean {
  return textOf(value)?.text.includes("oidc-provider/token.actions.githubusercontent.com") ?? false;
}
