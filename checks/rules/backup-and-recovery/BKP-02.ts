import type { ResourceGraph, ResourceNode } from "../../graph/graph";
import type { Rule } from "../../rule";
import { backedUpTypes, selectedBy } from "../kit/backupSelection";
import { frameworks, terraformInputs } from "../kit/frameworks";
import { verdict } from "../kit/judge";
import { type Answer, equals, some } from "../kit/predicates";
import { isReplica } from "../kit/rds";

const check = "BKP-02.selected";

export const rule: Rule = {
  metadata: {
    id: "BKP-02",
    aliases: [],
    title: "Every data store is in a backup plan",
    control: "backup-and-recovery.stores-in-plan",
    severity: "medium",
    group: "backup-and-recovery",
    inputs: terraformInputs,
    resourceTypes: backedUpTypes,
    rationale:
      "A service's own backups live and die with it; a plan puts them into a vault with its own key, lock and copies.",
    remediation:
      "Name the resource's ARN in resources of an aws_backup_selection, or give it the tag that one selects.",
    parameters: {},
    checks: [
      {
        id: check,
        title: "A backup selection takes the store in",
        severity: "medium",
        equivalents: {
          checkov: ["CKV2_AWS_8", "CKV2_AWS_9", "CKV2_AWS_18"],
          fsbp: ["DynamoDB.4", "EC2.28", "EFS.2", "RDS.26"],
        },
      },
    ],
    frameworks: frameworks({ nist: ["CP-9", "CP-6"], iso: ["A.8.13"], dpdp: ["6(1)(d)"], digit: ["backup"] }),
  },
  evaluate: (node, { graph }) => {
    if (node.type !== "aws_dynamodb_table" && isReplica(node)) return [];
    const { answer: byPlan, selections: related } = selectedBy(graph, node);
    const ownPolicy = backedUpByItself(node, graph);
    const answer = some([byPlan, ownPolicy.answer]);
    return [
      verdict(
        answer,
        {
          path: "aws_backup_selection",
          expected: "selected by a plan",
          actual: answer === "yes" ? [...related, ...ownPolicy.nodes].map((one) => one.address) : null,
          reason: "what a backup selection takes in is not known",
        },
        { check, fails: "No backup plan takes the store in." },
        { related: [...related, ...ownPolicy.nodes] },
      ),
    ];
  },
};

/** EFS has a switch of its own that puts the file system into AWS Backup's default plan. */
function backedUpByItself(
  node: ResourceNode,
  graph: ResourceGraph,
): { answer: Answer; nodes: readonly ResourceNode[] } {
  if (node.type !== "aws_efs_file_system") return { answer: "no", nodes: [] };
  const policies = graph.referrers(node, "aws_efs_backup_policy", "file_system_id").nodes;
  const answer = some(policies.map((policy) => equals("ENABLED").ask(policy.get("backup_policy[0].status"))));
  return { answer, nodes: answer === "yes" ? policies : [] };
}
