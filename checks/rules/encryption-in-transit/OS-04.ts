import type { Rule } from "../../rule";
import { frameworks, terraformInputs } from "../kit/frameworks";
import { judge } from "../kit/judge";
import { isTrue, orAbsent } from "../kit/predicates";

const words = { check: "OS-04.https", fails: "The domain answers over plain HTTP too." };

export const rule: Rule = {
  metadata: {
    id: "OS-04",
    aliases: [],
    title: "Search domains accept HTTPS only",
    control: "encryption-in-transit.search",
    severity: "high",
    group: "encryption-in-transit",
    inputs: terraformInputs,
    resourceTypes: ["aws_opensearch_domain"],
    rationale: "Queries and answers carry the records themselves.",
    remediation: "Set domain_endpoint_options.enforce_https = true.",
    parameters: {},
    checks: [
      {
        id: "OS-04.https",
        title: "HTTPS is enforced",
        severity: "high",
        equivalents: { checkov: ["CKV_AWS_83"], trivy: ["AVD-AWS-0046"], fsbp: ["Opensearch.8", "ES.8"] },
      },
    ],
    frameworks: frameworks({ nist: ["SC-8(1)"], iso: ["A.8.24"], dpdp: ["6(1)(a)"], digit: ["encryption"] }),
  },
  evaluate: (node) => {
    // The provider's default inside the block is true; without the block the service's is false.
    const stated = node.blocks("domain_endpoint_options").items.length > 0;
    const predicate = stated ? orAbsent(isTrue()) : isTrue();
    return [judge(node, "domain_endpoint_options[0].enforce_https", predicate, words)];
  },
};
