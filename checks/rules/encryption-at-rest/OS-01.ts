import type { Rule } from "../../rule";
import { frameworks, terraformInputs } from "../kit/frameworks";
import { judge } from "../kit/judge";
import { isTrue } from "../kit/predicates";

export const rule: Rule = {
  metadata: {
    id: "OS-01",
    aliases: [],
    title: "Search domains are encrypted at rest",
    control: "encryption-at-rest.search",
    severity: "high",
    group: "encryption-at-rest",
    inputs: terraformInputs,
    resourceTypes: ["aws_opensearch_domain"],
    rationale: "An index is a second copy of the records that it makes searchable.",
    remediation: "Set encrypt_at_rest.enabled = true.",
    parameters: {},
    checks: [
      {
        id: "OS-01.at-rest",
        title: "The domain is encrypted at rest",
        severity: "high",
        equivalents: { checkov: ["CKV_AWS_5"], trivy: ["AVD-AWS-0048"], fsbp: ["Opensearch.1", "ES.1"] },
      },
    ],
    frameworks: frameworks({ nist: ["SC-28(1)"], iso: ["A.8.24"], dpdp: ["6(1)(a)"], digit: ["encryption"] }),
  },
  evaluate: (node) => [
    judge(node, "encrypt_at_rest[0].enabled", isTrue(), {
      check: "OS-01.at-rest",
      fails: "Indices, logs and snapshots of the domain are in clear.",
    }),
  ],
};
