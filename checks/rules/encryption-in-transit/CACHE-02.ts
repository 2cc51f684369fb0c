import type { Rule } from "../../rule";
import { frameworks, terraformInputs } from "../kit/frameworks";
import { judge } from "../kit/judge";
import { equals, isTrue, orAbsent } from "../kit/predicates";

export const rule: Rule = {
  metadata: {
    id: "CACHE-02",
    aliases: [],
    title: "Caches accept TLS only",
    control: "encryption-in-transit.cache",
    severity: "high",
    group: "encryption-in-transit",
    inputs: terraformInputs,
    resourceTypes: ["aws_elasticache_replication_group"],
    rationale: "Sessions and tokens cross the network with each command.",
    remediation: 'Set transit_encryption_enabled = true, and leave transit_encryption_mode out or "required".',
    parameters: {},
    checks: [
      {
        id: "CACHE-02.tls",
        title: "The replication group speaks TLS",
        severity: "high",
        equivalents: { checkov: ["CKV_AWS_30"], trivy: ["AVD-AWS-0051"], fsbp: ["ElastiCache.5"] },
      },
      { id: "CACHE-02.tls-required", title: "Plain connections are refused", severity: "high", equivalents: {} },
    ],
    frameworks: frameworks({ nist: ["SC-8(1)"], iso: ["A.8.24"], dpdp: ["6(1)(a)"], digit: ["encryption"] }),
  },
  evaluate: (node) => {
    const words = { check: "CACHE-02.tls", fails: "Clients talk to the cache in clear." };
    const enabled = judge(node, "transit_encryption_enabled", isTrue(), words);
    if (enabled.status === "fail") return [enabled];
    const required = orAbsent(equals("required"));
    const modeWords = { check: "CACHE-02.tls-required", fails: "The cache accepts plain connections beside TLS." };
    return [enabled, judge(node, "transit_encryption_mode", required, modeWords)];
  },
};
