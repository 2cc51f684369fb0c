import type { Rule } from "../../rule";
import { frameworks, terraformInputs } from "../kit/frameworks";
import { judge } from "../kit/judge";
import { equals, isTrue, orAbsent } from "../kit/predicates";

const words = { check: "CACHE-01.at-rest", fails: "Snapshots and pages on disk are in clear." };

export const rule: Rule = {
  metadata: {
    id: "CACHE-01",
    aliases: [],
    title: "Caches are encrypted at rest",
    control: "encryption-at-rest.cache",
    severity: "high",
    group: "encryption-at-rest",
    inputs: terraformInputs,
    resourceTypes: ["aws_elasticache_replication_group"],
    rationale: "Caches hold sessions and tokens; snapshots and swapped pages leave memory.",
    remediation: "Set at_rest_encryption_enabled = true. An existing group is replaced.",
    parameters: {},
    checks: [
      {
        id: "CACHE-01.at-rest",
        title: "The replication group is encrypted at rest",
        severity: "high",
        equivalents: { checkov: ["CKV_AWS_29"], trivy: ["AVD-AWS-0045"], fsbp: ["ElastiCache.4"] },
      },
    ],
    frameworks: frameworks({ nist: ["SC-28(1)"], iso: ["A.8.24"], dpdp: ["6(1)(a)"], digit: ["encryption"] }),
  },
  evaluate: (node) => {
    // Valkey is encrypted unless somebody turns it off; Redis OSS only when somebody turns it on.
    const valkey = equals("valkey").ask(node.get("engine")) === "yes";
    const predicate = valkey ? orAbsent(isTrue()) : isTrue();
    return [judge(node, "at_rest_encryption_enabled", predicate, words)];
  },
};
