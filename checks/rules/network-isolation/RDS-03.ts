import type { ResourceNode } from "../../graph/graph";
import type { CheckResult, Rule, RuleContext } from "../../rule";
import { frameworks, terraformInputs } from "../kit/frameworks";
import { causeOf, judge, shown, verdict } from "../kit/judge";
import { wayText } from "../kit/passage";
import { every, isFalse, not, orAbsent } from "../kit/predicates";
import { subnetReached } from "../kit/reach";

/** A database has no public address, and stands only in subnets that the internet does not reach. */
export const rule: Rule = {
  metadata: {
    id: "RDS-03",
    aliases: [],
    title: "Databases are out of the internet's reach",
    control: "network-isolation.database",
    severity: "critical",
    group: "network-isolation",
    inputs: terraformInputs,
    resourceTypes: ["aws_db_instance", "aws_rds_cluster_instance"],
    rationale:
      "A database with a public address, or in a subnet that the internet reaches, is one security-group change away from exposing every citizen's record.",
    remediation:
      "Set publicly_accessible = false, and db_subnet_group_name to a group whose subnet_ids have no route to an internet gateway.",
    parameters: {},
    checks: [
      {
        id: "RDS-03.public-address",
        title: "The database has no public address",
        severity: "critical",
        equivalents: { checkov: ["CKV_AWS_17"], trivy: ["AVD-AWS-0180"], fsbp: ["RDS.2"] },
      },
      {
        id: "RDS-03.private-subnets",
        title: "The database's subnet group holds private subnets only",
        severity: "critical",
        equivalents: {},
      },
    ],
    frameworks: frameworks({
      cisAws: ["2.3.3"],
      nist: ["AC-3", "SC-7"],
      iso: ["A.8.20", "A.8.22"],
      dpdp: ["6(1)(b)"],
      digit: ["network", "accessControl"],
    }),
  },

  evaluate(node: ResourceNode, context: RuleContext): readonly CheckResult[] {
    const address = judge(node, "publicly_accessible", orAbsent(isFalse()), {
      check: "RDS-03.public-address",
      fails: "The database has a public address",
      passes: "The database has no public address",
    });
    return [address, ...judgeSubnets(node, context)];
  },
};

const path = "db_subnet_group_name";

function judgeSubnets(node: ResourceNode, context: RuleContext): readonly CheckResult[] {
  const placed = placement(node);
  if (!placed) return [];
  const { nodes: groups, unresolved } = placed.references(path);
  const lists = groups.map((group) => group.references("subnet_ids"));
  const subnets = lists.flatMap((list) => list.nodes);
  const gap = unresolved ?? lists.find((list) => list.unresolved !== undefined)?.unresolved;
  const found = subnets.map((subnet) => ({ subnet, passage: subnetReached(context.graph, subnet) }));
  const open = found.filter(({ passage }) => passage.answer === "yes");
  const seen = gap === undefined && subnets.length > 0;
  const answer = every([...found.map(({ passage }) => not(passage.answer)), seen ? "yes" : "unknown"]);
  const reading = placed.get(path);
  const reason =
    reading.kind === "absent"
      ? "without db_subnet_group_name AWS chooses the subnets, and they are not in this input"
      : (gap ??
        found.find(({ passage }) => passage.answer === "unknown")?.passage.reason ??
        causeOf(reading) ??
        "the subnets of the group, or their routes, are not in this input");
  return [
    verdict(
      answer,
      {
        path,
        expected: "a group of subnets without a route to an internet gateway",
        actual: open.length > 0 ? open.map(({ subnet }) => subnet.address).sort() : shown(placed, path, reading),
        reason,
      },
      {
        check: "RDS-03.private-subnets",
        fails: `The database's subnet group holds a subnet that the internet reaches: ${open
          .slice(0, 1)
          .map(({ subnet, passage }) => wayText("internet", passage, subnet.address))
          .join()}`,
        passes: "All subnets of the database's group are private",
      },
      {
        related:
          open.length > 0
            ? [...open.map(({ subnet }) => subnet), ...open.flatMap(({ passage }) => passage.related)]
            : [...groups, ...subnets],
      },
    ),
  ];
}

/**
 * The resource that says where the database stands: a cluster instance may leave that to its cluster, and a replica
 * stands in its source's subnets (then nothing new is to be said here).
 */
function placement(node: ResourceNode): ResourceNode | undefined {
  if (node.get(path).kind !== "absent") return node;
  if (node.type === "aws_db_instance") {
    const source = node.get("replicate_source_db");
    const replica = source.kind !== "absent" && node.references("replicate_source_db").nodes.length > 0;
    return replica ? undefined : node;
  }
  return node.references("cluster_identifier").nodes[0] ?? node;
}
