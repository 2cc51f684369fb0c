import type { Rule } from "../../rule";
import { frameworks, terraformInputs } from "../kit/frameworks";
import { judge } from "../kit/judge";
import { oneOf } from "../kit/predicates";

const policies = [
  "Policy-Min-TLS-1-2-2019-07",
  "Policy-Min-TLS-1-2-PFS-2023-10",
  "Policy-Min-TLS-1-2-RFC9151-FIPS-2024-08",
];

export const rule: Rule = {
  metadata: {
    id: "OS-05",
    aliases: [],
    title: "Search domains ask for TLS 1.2",
    control: "encryption-in-transit.search-tls-version",
    severity: "high",
    group: "encryption-in-transit",
    inputs: terraformInputs,
    resourceTypes: ["aws_opensearch_domain"],
    rationale: "TLS 1.0 and 1.1 have been given up by their makers (RFC 8996).",
    remediation: 'Set domain_endpoint_options.tls_security_policy = "Policy-Min-TLS-1-2-PFS-2023-10".',
    parameters: {},
    checks: [
      {
        id: "OS-05.tls-version",
        title: "The policy asks for TLS 1.2 or later",
        severity: "high",
        equivalents: { checkov: ["CKV_AWS_228"], trivy: ["AVD-AWS-0126"], fsbp: ["Opensearch.8"] },
      },
    ],
    frameworks: frameworks({ nist: ["SC-8(1)", "SC-13"], iso: ["A.8.24"], dpdp: ["6(1)(a)"], digit: ["encryption"] }),
  },
  evaluate: (node) => [
    judge(node, "domain_endpoint_options[0].tls_security_policy", oneOf(policies), {
      check: "OS-05.tls-version",
      fails: "The domain accepts TLS 1.0.",
    }),
  ],
};
