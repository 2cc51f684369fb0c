import type { Rule } from "../../rule";
import { frameworks, terraformInputs } from "../kit/frameworks";
import { verdict } from "../kit/judge";
import { yesIf } from "../kit/predicates";

const words = { check: "CACHE-03.authentication", fails: "Whoever reaches the cache may use it." };

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
    const facts = { path: given ?? "user_group_ids", expected: "set", actual: given === undefined ? null : "set" };
    return [verdict(yesIf(given !== undefined), facts, words)];
  },
};
