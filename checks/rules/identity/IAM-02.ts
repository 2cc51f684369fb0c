import type { PolicyStatement } from "../../graph/graph";
import type { Rule } from "../../rule";
import { frameworks, terraformInputs } from "../kit/frameworks";
import { canBeRestricted, holdsRestrictableReads } from "../kit/iamActions";
import {
  actionTexts,
  identityPolicyTypes,
  isTiedToResources,
  judgeStatements,
  reachesEverything,
} from "../kit/identityPolicy";
import { allows } from "../kit/policy";
import { type Answer, every, not, yesIf } from "../kit/predicates";

/** What can be limited to a resource is, and no service is given whole. */
export const rule: Rule = {
  metadata: {
    id: "IAM-02",
    aliases: [],
    title: "Policies name actions and resources",
    control: "identity.least-privilege",
    severity: "high",
    group: "identity",
    inputs: terraformInputs,
    resourceTypes: identityPolicyTypes,
    rationale:
      "A workload that may read every bucket leaks every bucket. Most rights of a service wildcard are never used by anyone but an intruder.",
    remediation:
      "Name the ARNs in Resource (or tie the statement with a condition on aws:ResourceTag), and the single actions in Action.",
    parameters: {},
    checks: [
      {
        id: "IAM-02.resource-wildcard",
        title: "No Resource * for actions that can be limited to a resource",
        severity: "high",
        equivalents: {
          checkov: ["CKV_AWS_355", "CKV_AWS_290", "CKV_AWS_111"],
          trivy: ["AVD-AWS-0342"],
          fsbp: ["KMS.1", "KMS.2"],
        },
      },
      {
        id: "IAM-02.describe-wildcard",
        title: "No description of everything where some can be named",
        severity: "low",
        equivalents: { checkov: ["CKV_AWS_355"] },
      },
      {
        id: "IAM-02.service-wildcard",
        title: "No service is allowed with all its actions",
        severity: "high",
        equivalents: { trivy: ["AVD-AWS-0057", "AVD-AWS-0345"], fsbp: ["IAM.21"] },
      },
    ],
    frameworks: frameworks({
      nist: ["AC-6"],
      iso: ["A.8.2", "A.8.3"],
      dpdp: ["6(1)(b)"],
      digit: ["accessControl"],
    }),
  },

  evaluate: (node) => [
    ...judgeStatements(node, hasResourceWildcard, "ARNs in Resource for actions that take them", {
      check: "IAM-02.resource-wildcard",
      fails: "The policy allows actions on all resources that can be limited to some",
      passes: "Actions that can be limited to a resource are",
    }),
    ...judgeStatements(node, describesEverything, "single actions, or ARNs in Resource", {
      check: "IAM-02.describe-wildcard",
      fails: "The policy describes everything, user data and attributes of machines among it",
      passes: "The policy describes nothing that it need not name",
    }),
    ...judgeStatements(node, hasServiceWildcard, "single actions", {
      check: "IAM-02.service-wildcard",
      fails: "The policy allows all actions of a service",
      passes: "No service is allowed with all its actions",
    }),
  ],
};

function hasResourceWildcard(statement: PolicyStatement): Answer {
  const { texts, open } = actionTexts(statement);
  const restrictable: Answer =
    statement.notActions.length > 0 || texts.some(canBeRestricted) ? "yes" : open ? "unknown" : "no";
  return every([allows(statement), reachesEverything(statement), restrictable, not(isTiedToResources(statement))]);
}

function describesEverything(statement: PolicyStatement): Answer {
  const { texts, open } = actionTexts(statement);
  const partly = yesIf(texts.some(holdsRestrictableReads));
  const asked: Answer = partly === "no" && open ? "unknown" : partly;
  return every([allows(statement), reachesEverything(statement), asked, not(isTiedToResources(statement))]);
}

function hasServiceWildcard(statement: PolicyStatement): Answer {
  const { texts, open } = actionTexts(statement);
  const whole = yesIf(texts.some((text) => /^[^:]+:\*+$/.test(text) || /^\*+$/.test(text)));
  return every([allows(statement), whole === "no" && open ? "unknown" : whole]);
}
