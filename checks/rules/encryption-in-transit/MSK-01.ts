import type { Rule } from "../../rule";
import { frameworks, terraformInputs } from "../kit/frameworks";
import { judge } from "../kit/judge";
import { equals, isTrue, orAbsent } from "../kit/predicates";

export const rule: Rule = {
  metadata: {
    id: "MSK-01",
    aliases: [],
    title: "Message brokers accept TLS only",
    control: "encryption-in-transit.broker",
    severity: "high",
    group: "encryption-in-transit",
    inputs: terraformInputs,
    resourceTypes: ["aws_msk_cluster"],
    rationale: "Topics carry every change of a record between services.",
    remediation:
      'In encryption_info.encryption_in_transit leave client_broker out or "TLS", and in_cluster out or true.',
    parameters: {},
    checks: [
      {
        id: "MSK-01.client-broker",
        title: "Clients talk to brokers over TLS only",
        severity: "high",
        equivalents: { checkov: ["CKV_AWS_81"], trivy: ["AVD-AWS-0073"], fsbp: ["MSK.1"] },
      },
      {
        id: "MSK-01.in-cluster",
        title: "Brokers talk to each other over TLS",
        severity: "high",
        equivalents: { checkov: ["CKV_AWS_81"], trivy: ["AVD-AWS-0073"], fsbp: ["MSK.1"] },
      },
    ],
    frameworks: frameworks({ nist: ["SC-8(1)"], iso: ["A.8.24"], dpdp: ["6(1)(a)"], digit: ["encryption"] }),
  },
  // Both are on unless stated otherwise.
  evaluate: (node) => [
    judge(node, "encryption_info[0].encryption_in_transit[0].client_broker", orAbsent(equals("TLS")), {
      check: "MSK-01.client-broker",
      fails: "Clients may talk to the brokers in clear.",
    }),
    judge(node, "encryption_info[0].encryption_in_transit[0].in_cluster", orAbsent(isTrue()), {
      check: "MSK-01.in-cluster",
      fails: "Brokers copy topics among each other in clear.",
    }),
  ],
};
