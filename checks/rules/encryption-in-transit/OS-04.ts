import type { Rule } from "../../rule";
import { frameworks, terraformInputs } from "../kit/frameworks";
import { judge, judgeUnseen } from "../kit/judge";
import { isTrue, orAbsent } from "../kit/predicates";

const fails = "The domain answers over plain HTTP too.";
const path = "domain_endpoint_options[0].enforce_https";

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
        title: "HTTPS is not switched off",
        severity: "high",
        equivalents: { checkov: ["CKV_AWS_83"], trivy: ["AVD-AWS-0046"], fsbp: ["Opensearch.8", "ES.8"] },
      },
      {
        id: "OS-04.https-asked-for",
        title: "HTTPS is asked for, because the service does not enforce it by itself",
        severity: "high",
        equivalents: { trivy: ["AVD-AWS-0046"], fsbp: ["Opensearch.8", "ES.8"] },
      },
    ],
    frameworks: frameworks({ nist: ["SC-8(1)"], iso: ["A.8.24"], dpdp: ["6(1)(a)"], digit: ["encryption"] }),
  },
  evaluate: (node) => {
    // The provider's default inside the block is true; without the block the service's is false.
    const options = node.blocks("domain_endpoint_options");
    const unseen = judgeUnseen(options, { path, expected: true }, { check: "OS-04.https", fails });
    if (unseen.length > 0) return unseen;
    if (options.items.length > 0) return [judge(node, path, orAbsent(isTrue()), { check: "OS-04.https", fails })];
    return [judge(node, path, isTrue(), { check: "OS-04.https-asked-for", fails })];
  },
};
