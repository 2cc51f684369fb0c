import type { ResourceNode } from "../../graph/graph";
import type { Rule } from "../../rule";
import { frameworks, terraformInputs } from "../kit/frameworks";
import { judge } from "../kit/judge";
import { atMost, every, isFalse, isTrue, orAbsent } from "../kit/predicates";

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
      {
        id: "OS-03.second-node",
        title: "A domain of one node would encrypt traffic to a second one",
        severity: "medium",
        equivalents: { trivy: ["AVD-AWS-0043"], fsbp: ["Opensearch.3", "ES.3"] },
      },
    ],
    frameworks: frameworks({ nist: ["SC-8(1)"], iso: ["A.8.24"], dpdp: ["6(1)(a)"], digit: ["encryption"] }),
  },
  evaluate: (node) => {
    const path = "node_to_node_encryption[0].enabled";
    return hasOneNode(node)
      ? [
          judge(node, path, isTrue(), {
            check: "OS-03.second-node",
            fails: "A second node would be talked to in clear.",
          }),
        ]
      : [
          judge(node, path, isTrue(), {
            check: "OS-03.node-to-node",
            fails: "Documents travel between nodes in clear.",
          }),
        ];
  },
};

/** One data node and no masters: what a domain has when nothing is said of its size. */
function hasOneNode(node: ResourceNode): boolean {
  const single = orAbsent(atMost(1)).ask(node.get("cluster_config[0].instance_count"));
  const others = ["dedicated_master_enabled", "warm_enabled"].map((name) =>
    orAbsent(isFalse()).ask(node.get(`cluster_config[0].${name}`)),
  );
  return every([single, ...others]) === "yes";
}
