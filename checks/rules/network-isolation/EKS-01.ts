import type { Rule } from "../../rule";
import { frameworks, terraformInputs } from "../kit/frameworks";
import { judge } from "../kit/judge";
import { isFalse } from "../kit/predicates";

/** The cluster's API has no public endpoint. */
export const rule: Rule = {
  metadata: {
    id: "EKS-01",
    aliases: [],
    title: "The cluster's API is reached from inside only",
    control: "network-isolation.cluster-endpoint",
    severity: "high",
    group: "network-isolation",
    inputs: terraformInputs,
    resourceTypes: ["aws_eks_cluster"],
    rationale:
      "The API server decides over every workload and secret of the platform. A public endpoint lets anyone try credentials and vulnerabilities on it; it is what EKS sets up when nothing is said.",
    remediation: "Set vpc_config.endpoint_public_access = false and vpc_config.endpoint_private_access = true.",
    parameters: {},
    checks: [
      {
        id: "EKS-01.public-endpoint",
        title: "The public endpoint is off",
        severity: "high",
        equivalents: { checkov: ["CKV_AWS_39"], trivy: ["AVD-AWS-0040"], fsbp: ["EKS.1"] },
      },
    ],
    frameworks: frameworks({
      cisEks: ["5.4.2"],
      nist: ["SC-7", "AC-3"],
      iso: ["A.8.20"],
      dpdp: ["6(1)(b)"],
      digit: ["network", "accessControl"],
    }),
  },

  evaluate: (node) => [
    judge(node, "vpc_config[0].endpoint_public_access", isFalse(), {
      check: "EKS-01.public-endpoint",
      fails: "The API of the cluster has a public endpoint",
      passes: "The API of the cluster has no public endpoint",
    }),
  ],
};
