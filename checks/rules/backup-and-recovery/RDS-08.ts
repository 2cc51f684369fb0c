import type { ResourceGraph, ResourceNode } from "../../graph/graph";
import type { CheckResult, Rule } from "../../rule";
import { frameworks, terraformInputs } from "../kit/frameworks";
import { judge, verdict } from "../kit/judge";
import { isTrue, oneOf, yesIf } from "../kit/predicates";
import { isReplica } from "../kit/rds";

const words = { check: "RDS-08.multi-az", fails: "The loss of one zone takes the database down until it is restored." };

export const rule: Rule = {
  metadata: {
    id: "RDS-08",
    aliases: [],
    title: "Databases survive the loss of a zone",
    control: "backup-and-recovery.database-zones",
    severity: "medium",
    group: "backup-and-recovery",
    inputs: terraformInputs,
    resourceTypes: ["aws_db_instance", "aws_rds_cluster"],
    rationale: "A standby in another zone turns an outage of hours into one of a minute, without losing a transaction.",
    remediation: "Set multi_az = true; on Aurora add a second aws_rds_cluster_instance in another zone.",
    parameters: {},
    checks: [
      {
        id: words.check,
        title: "A standby runs in another zone",
        severity: "medium",
        equivalents: { checkov: ["CKV_AWS_157"], fsbp: ["RDS.5", "RDS.15"] },
      },
    ],
    frameworks: frameworks({ nist: ["CP-10", "CP-6"], iso: ["A.8.14"], dpdp: ["6(1)(d)"], digit: ["backup"] }),
  },
  evaluate: (node, { graph }) => {
    if (node.type === "aws_rds_cluster") return judgeCluster(node, graph);
    return isReplica(node) ? [] : [judge(node, "multi_az", isTrue(), words)];
  },
};

function judgeCluster(cluster: ResourceNode, graph: ResourceGraph): CheckResult[] {
  const facts = { path: "cluster_members", expected: "instances in two zones" };
  const aurora = oneOf(["aurora", "aurora-mysql", "aurora-postgresql"]).ask(cluster.get("engine"));
  if (aurora === "no") {
    const passes = "A Multi-AZ cluster runs in three zones.";
    return [verdict("yes", { ...facts, actual: "Multi-AZ cluster" }, { ...words, passes })];
  }
  if (oneOf(["serverless"]).ask(cluster.get("engine_mode")) === "yes") return [];
  const found = graph.referrers(cluster, "aws_rds_cluster_instance", "cluster_identifier");
  const unknown = aurora === "unknown" ? "the engine is not known" : (found.unresolved ?? uncounted(found.nodes));
  const enough = found.nodes.length > 1 && zonesOf(found.nodes) !== 1;
  const actual = `${found.nodes.length} instance(s)`;
  const answer = enough ? "yes" : unknown === undefined ? yesIf(enough) : "unknown";
  return [verdict(answer, { ...facts, actual, reason: unknown }, words, { related: found.nodes })];
}

/** Zones that the instances name; zero when one leaves the choice to RDS, which spreads them. */
function zonesOf(instances: readonly ResourceNode[]): number {
  const zones = instances.map((instance) => instance.get("availability_zone"));
  if (zones.some((zone) => zone.kind !== "known")) return 0;
  return new Set(zones.map((zone) => (zone.kind === "known" ? String(zone.value) : ""))).size;
}

/** One node may stand for several instances when its count is not known. */
function uncounted(instances: readonly ResourceNode[]): string | undefined {
  const open = instances.some((instance) =>
    ["count", "for_each"].some((argument) => {
      const reading = instance.get(argument);
      return reading.kind === "unknown" || (reading.kind === "known" && !instance.address.endsWith("]"));
    }),
  );
  return open ? "how many instances the cluster has is not known" : undefined;
}
