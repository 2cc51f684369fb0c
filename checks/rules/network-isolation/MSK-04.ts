import type { Rule } from "../../rule";
import { frameworks, terraformInputs } from "../kit/frameworks";
import { judge } from "../kit/judge";
import { equals, orAbsent } from "../kit/predicates";

/** Kafka brokers have no public addresses. */
export const rule: Rule = {
  metadata: {
    id: "MSK-04",
    aliases: [],
    title: "Kafka brokers are out of the internet's reach",
    control: "network-isolation.message-broker",
    severity: "critical",
    group: "network-isolation",
    inputs: terraformInputs,
    resourceTypes: ["aws_msk_cluster"],
    rationale: "Every record of a citizen passes the brokers; with public addresses only a login stands before them.",
    remediation: "Set broker_node_group_info.connectivity_info.public_access.type = DISABLED, or leave it out.",
    parameters: {},
    checks: [
      {
        id: "MSK-04.public-access",
        title: "Brokers have no public addresses",
        severity: "critical",
        equivalents: { checkov: ["CKV_AWS_291"], fsbp: ["MSK.4"] },
      },
    ],
    frameworks: frameworks({
      nist: ["SC-7", "AC-3"],
      iso: ["A.8.20"],
      dpdp: ["6(1)(b)"],
      digit: ["network", "accessControl"],
    }),
  },

  evaluate: (node) => {
    const path = "broker_node_group_info[0].connectivity_info[0].public_access[0].type";
    return [
      judge(node, path, orAbsent(equals("DISABLED")), {
        check: "MSK-04.public-access",
        fails: "The brokers have public addresses",
        passes: "The brokers have no public addresses",
      }),
    ];
  },
};
