import type { ResourceNode } from "../../graph/graph";
import type { CheckResult, Rule, RuleContext } from "../../rule";
import { frameworks, terraformInputs } from "../kit/frameworks";
import { judgePassage } from "../kit/passage";
import { reachesInternet } from "../kit/reach";

/** No way leads from a data store out to the internet. */
export const rule: Rule = {
  metadata: {
    id: "REACH-04",
    aliases: [],
    title: "No way leads from a data store to the internet",
    control: "network-isolation.reach-egress",
    severity: "medium",
    group: "network-isolation",
    inputs: terraformInputs,
    resourceTypes: [
      "aws_db_instance",
      "aws_rds_cluster",
      "aws_rds_cluster_instance",
      "aws_docdb_cluster",
      "aws_neptune_cluster",
      "aws_redshift_cluster",
      "aws_msk_cluster",
      "aws_mq_broker",
    ],
    rationale:
      "A store that can open connections to the internet can be made to carry its data there, by a foreign data wrapper, an extension or a connector, without anybody reaching it from outside.",
    remediation:
      "Give the store's subnets a route table without a default route, or limit the egress of its security group to the network's ranges and groups.",
    parameters: {},
    checks: [
      {
        id: "REACH-04.store-to-internet",
        title: "The store does not reach the internet",
        severity: "medium",
        equivalents: {},
      },
    ],
    frameworks: frameworks({
      nist: ["SC-7(5)", "AC-4"],
      iso: ["A.8.20", "A.8.12"],
      dpdp: ["6(1)(b)"],
      digit: ["network"],
    }),
  },

  evaluate(node: ResourceNode, context: RuleContext): readonly CheckResult[] {
    if (node.mode === "data") return [];
    const found = reachesInternet(context.graph, node);
    if (!found) return [];
    return [
      judgePassage(found, {
        check: "REACH-04.store-to-internet",
        expected: "no traffic to the internet",
        from: node.address,
        to: "internet",
        fails: (traffic) => `The store reaches the internet on ${traffic}`,
        may: (traffic) => `the store may reach the internet on ${traffic}`,
        passes: "No way leads from the store to the internet",
      }),
    ];
  },
};
