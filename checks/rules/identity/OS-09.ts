import type { Rule } from "../../rule";
import { frameworks, terraformInputs } from "../kit/frameworks";
import { judge } from "../kit/judge";
import { isTrue } from "../kit/predicates";

/** Who may read which index is decided inside the domain, not only at its door. */
export const rule: Rule = {
  metadata: {
    id: "OS-09",
    aliases: [],
    title: "Search domains control access by index and field",
    control: "identity.search-access",
    severity: "medium",
    group: "identity",
    inputs: terraformInputs,
    resourceTypes: ["aws_opensearch_domain"],
    rationale: "Without it whoever reaches the domain reads every index, and audit logs cannot say who it was.",
    remediation:
      "Set advanced_security_options.enabled = true with a master user that is an IAM role (master_user_options.master_user_arn).",
    parameters: {},
    checks: [
      {
        id: "OS-09.fine-grained",
        title: "Fine-grained access control is on",
        severity: "medium",
        equivalents: { checkov: ["CKV2_AWS_52"], fsbp: ["Opensearch.7"] },
      },
    ],
    frameworks: frameworks({
      nist: ["AC-3", "AC-6"],
      iso: ["A.8.3"],
      dpdp: ["6(1)(b)"],
      digit: ["accessControl"],
    }),
  },

  evaluate(node) {
    if (node.mode === "data") return [];
    return [
      judge(node, "advanced_security_options[0].enabled", isTrue(), {
        check: "OS-09.fine-grained",
        fails: "Whoever reaches the domain may read every index",
        passes: "Access is controlled by index and field",
      }),
    ];
  },
};
