import type { Rule } from "../../rule";
import { frameworks, terraformInputs } from "../kit/frameworks";
import { judge } from "../kit/judge";
import type { Predicate } from "../kit/predicates";
import { isSet } from "../kit/predicates";

const path = "subnet_group_name";

/** ElastiCache calls its own group of all subnets of the default VPC so. */
const ownGroup: Predicate = {
  expected: "a subnet group of one's own",
  ask: (reading) =>
    reading.kind !== "absent" && reading.kind !== "unknown" && reading.value === "default"
      ? "no"
      : isSet().ask(reading),
};

/** Caches stand in subnets that somebody chose. */
export const rule: Rule = {
  metadata: {
    id: "CACHE-08",
    aliases: [],
    title: "Caches stand in subnets of their own choosing",
    control: "network-isolation.cache",
    severity: "medium",
    group: "network-isolation",
    inputs: terraformInputs,
    resourceTypes: ["aws_elasticache_cluster", "aws_elasticache_replication_group"],
    rationale:
      "Without a subnet group a cache is put into the default VPC, whose subnets lead to the internet and which other things share.",
    remediation: "Set subnet_group_name to an aws_elasticache_subnet_group of private subnets.",
    parameters: {},
    checks: [
      {
        id: "CACHE-08.subnet-group",
        title: "A subnet group other than the default one is named",
        severity: "medium",
        equivalents: { checkov: ["CKV_AWS_323"], fsbp: ["ElastiCache.7"] },
      },
    ],
    frameworks: frameworks({ nist: ["SC-7"], iso: ["A.8.22"], dpdp: ["6(1)(b)"], digit: ["network"] }),
  },

  evaluate(node) {
    // A member of a replication group stands where the group does.
    const member = node.type === "aws_elasticache_cluster" && isSet().ask(node.get("replication_group_id")) !== "no";
    if (member) return [];
    return [
      judge(node, path, ownGroup, {
        check: "CACHE-08.subnet-group",
        fails: "The cache stands in the default subnet group",
        passes: "The cache stands in a subnet group of its own",
      }),
    ];
  },
};
