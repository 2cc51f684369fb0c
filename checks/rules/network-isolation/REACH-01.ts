import type { ResourceNode } from "../../graph/graph";
import type { CheckResult, Rule, RuleContext } from "../../rule";
import { frameworks, terraformInputs } from "../kit/frameworks";
import { judgePassage } from "../kit/passage";
import { reachedFromInternet } from "../kit/reach";
import { holdsData } from "../kit/tags";

/** No way leads from the internet to a data store. */
export const rule: Rule = {
  metadata: {
    id: "REACH-01",
    aliases: [],
    title: "No way leads from the internet to a data store",
    control: "network-isolation.reach-store",
    severity: "critical",
    group: "network-isolation",
    inputs: terraformInputs,
    resourceTypes: [
      "aws_db_instance",
      "aws_rds_cluster",
      "aws_rds_cluster_instance",
      "aws_docdb_cluster",
      "aws_neptune_cluster",
      "aws_redshift_cluster",
      "aws_elasticache_cluster",
      "aws_elasticache_replication_group",
      "aws_memorydb_cluster",
      "aws_msk_cluster",
      "aws_opensearch_domain",
      "aws_efs_mount_target",
      "aws_mq_broker",
      "aws_instance",
      "aws_autoscaling_group",
    ],
    rationale:
      "Route, network ACL, security group and public address have to let a packet through together. Where all of them do, a store of citizens' data answers to anybody, whatever each of them looks like alone.",
    remediation:
      "Close the way that the message names at any one place: publicly_accessible = false, subnets without a route to an internet gateway, or a security group that names only the application's group. Machines that hold data carry the tag tier = data.",
    parameters: {},
    checks: [
      {
        id: "REACH-01.internet-to-store",
        title: "The internet does not reach the store",
        severity: "critical",
        equivalents: {},
      },
    ],
    frameworks: frameworks({
      nist: ["SC-7", "AC-4"],
      iso: ["A.8.20", "A.8.22"],
      dpdp: ["6(1)(b)"],
      digit: ["network", "accessControl"],
    }),
  },

  evaluate(node: ResourceNode, context: RuleContext): readonly CheckResult[] {
    if (node.mode === "data" || (machines.has(node.type) && !holdsData(node))) return [];
    const found = reachedFromInternet(context.graph, node);
    if (!found) return [];
    return [
      judgePassage(found, {
        check: "REACH-01.internet-to-store",
        expected: "no traffic from the internet",
        from: "internet",
        to: node.address,
        fails: (traffic) => `The internet reaches the store on ${traffic}`,
        may: (traffic) => `the internet may reach ${traffic}`,
        passes: "No way leads from the internet to the store",
      }),
    ];
  },
};

const machines = new Set(["aws_instance", "aws_autoscaling_group"]);
