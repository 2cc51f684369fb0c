import type { Rule } from "../../rule";
import { frameworks, terraformInputs } from "../kit/frameworks";
import { isOpenToAll } from "../kit/policy";
import { judgeResourcePolicy } from "../kit/resourcePolicy";

/** Image repositories are not public. */
export const rule: Rule = {
  metadata: {
    id: "ECR-04",
    aliases: [],
    title: "Image repositories are not open to everybody",
    control: "identity.registry-policy",
    severity: "high",
    group: "identity",
    inputs: terraformInputs,
    resourceTypes: ["aws_ecr_repository_policy"],
    rationale:
      "Images tell how the platform works, and hold what was left in them; who may push to one runs in the cluster.",
    remediation: "Name principals in the policy, or narrow it by a condition on aws:PrincipalOrgID.",
    parameters: {},
    checks: [
      {
        id: "ECR-04.everybody",
        title: "No Allow for everybody without a condition that narrows it",
        severity: "high",
        equivalents: { checkov: ["CKV_AWS_32"], trivy: ["AVD-AWS-0032"] },
      },
    ],
    frameworks: frameworks({
      cisEks: ["5.1.2"],
      nist: ["AC-3"],
      iso: ["A.8.3"],
      dpdp: ["6(1)(b)"],
      digit: ["accessControl"],
    }),
  },

  evaluate: (node) =>
    judgeResourcePolicy(node, "policy", isOpenToAll, "no Allow for * without a condition that narrows it", {
      check: "ECR-04.everybody",
      fails: "Everybody may use the repository",
      passes: "Nobody may use the repository without being named",
    }),
};
