import type { Rule } from "../../rule";
import { frameworks, terraformInputs } from "../kit/frameworks";
import { judge } from "../kit/judge";
import { isTrue } from "../kit/predicates";

export const rule: Rule = {
  metadata: {
    id: "OS-03",
    aliases: [],
    title: "Search nodes talk over TLS",
    control: "encryption-in-transit.search-nodes",
    severity: "high",
    group: "encryption-in-transit",
    inputs: terraformInputs,
    resourceTypes: ["aws_opensearch_domain"],
    rationale: "Nodes send each other the very documents that are indexed.",
    remediation: "Set node_to_node_encryption.enabled = true.",
    parameters: {},
    checks: [
      {
        id: "OS-03.node-to-node",
        title: "Traffic between nodes is encrypted",
        severity: "high",
        equivalents: { checkov: ["CKV_AWS_6"], trivy: ["AVD-AWS-0043"], fsbp: ["Opensearch.3", "ES.3"] },
      },
    ],
    frameworks: frameworks({ nist: ["SC-8(1)"], iso: ["A.8.24"], dpdp: ["6(1)(a)"], digit: ["encryption"] }),
  },
  evaluate: (node) => [
    judge(node, "node_to_node_encryption[0].enabled", isTrue(), {
      check: "OS-03.node-to-node",
      fails: "Documents travel between nodes in clear.",
    }),
  ],
};
