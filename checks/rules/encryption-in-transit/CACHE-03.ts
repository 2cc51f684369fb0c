import type { Rule } from "../../rule";
import { frameworks, terraformInputs } from "../kit/frameworks";
import { judge, verdict } from "../kit/judge";
import { isTrue } from "../kit/predicates";

const words = { check: "CACHE-03.authentication", fails: "Whoever reaches the cache may use it." };
const transport = "transit_encryption_enabled";

export const rule: Rule = {
  metadata: {
    id: "CACHE-03",
    aliases: [],
    title: "Caches ask who is there",
    control: "encryption-in-transit.cache-authentication",
    severity: "high",
    group: "encryption-in-transit",
    inputs: terraformInputs,
    resourceTypes: ["aws_elasticache_replication_group"],
    rationale: "Without authentication everybody on the network reads and writes sessions.",
    remediation: "Set user_group_ids (role-based access), or auth_token, with transit encryption on.",
    parameters: {},
    checks: [
      {
        id: "CACHE-03.authentication",
        title: "A user group or a token is set",
        severity: "high",
        equivalents: { checkov: ["CKV_AWS_31"], fsbp: ["ElastiCache.6"] },
      },
    ],
    frameworks: frameworks({ nist: ["IA-2", "SC-8(1)"], iso: ["A.8.5"], dpdp: ["6(1)(b)"], digit: ["accessControl"] }),
  },
  evaluate: (node) => {
    // A token is a secret: that it is given is all there is to know.
    const given = ["user_group_ids", "auth_token"].find((path) => node.get(path).kind !== "absent");
    if (given === undefined) return [verdict("no", { path: "user_group_ids", expected: "set", actual: null }, words)];
    // ElastiCache authenticates over TLS only: without it neither a user group nor a token has any effect.
    const effective = isTrue().ask(node.get(transport));
    if (effective === "yes") return [verdict("yes", { path: given, expected: "set", actual: "set" }, words)];
    return [judge(node, transport, isTrue(), { ...words, fails: "Authentication has no effect, because TLS is off." })];
  },
};
