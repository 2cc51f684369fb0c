import type { Rule } from "../../rule";
import { frameworks, terraformInputs } from "../kit/frameworks";
import { isOpenToAll } from "../kit/policy";
import { judgeResourcePolicy } from "../kit/resourcePolicy";

/** Search domains say who may come. */
export const rule: Rule = {
  metadata: {
    id: "OS-11",
    aliases: [],
    title: "Search domains are not open to everybody",
    control: "identity.search-policy",
    severity: "high",
    group: "identity",
    inputs: terraformInputs,
    resourceTypes: ["aws_opensearch_domain_policy", "aws_opensearch_domain"],
    rationale:
      "An open policy lets everybody who reaches the endpoint search, change and delete citizens' records; most leaks of search engines were just that.",
    remediation:
      "In access_policies name roles as principals, or narrow the statement by a condition (aws:SourceIp, aws:PrincipalOrgID).",
    parameters: {},
    checks: [
      {
        id: "OS-11.everybody",
        title: "No Allow for everybody without a condition that narrows it",
        severity: "high",
        equivalents: {},
      },
    ],
    frameworks: frameworks({ nist: ["AC-3"], iso: ["A.8.3"], dpdp: ["6(1)(b)"], digit: ["accessControl"] }),
  },

  evaluate: (node) =>
    judgeResourcePolicy(
      node,
      "access_policies",
      isOpenToAll,
      "no Allow for * without a condition that narrows it",
      {
        check: "OS-11.everybody",
        fails: "Everybody who reaches the domain may use it",
        passes: "Nobody may use the domain without being named",
      },
      node.type === "aws_opensearch_domain_policy" ? node.references("domain_name").nodes : [],
    ),
};
