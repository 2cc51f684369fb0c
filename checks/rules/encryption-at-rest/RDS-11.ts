import type { ResourceNode } from "../../graph/graph";
import type { CheckResult, Rule, RuleContext } from "../../rule";
import { frameworks, terraformInputs } from "../kit/frameworks";
import { causeOf, shown, verdict } from "../kit/judge";
import { judgeKey } from "../kit/keys";
import { isTrue } from "../kit/predicates";

const path = "storage_encrypted";
const snapshot = {
  check: "RDS-11.snapshot",
  fails: "The snapshot holds the database in clear",
  passes: "The snapshot is encrypted",
};
const copyKey = {
  check: "RDS-11.copy-key",
  fails: "The copy is under no key, or under the one that AWS manages for RDS",
  passes: "The copy is under a customer key",
};
const backupsKey = {
  check: "RDS-11.replicated-backups-key",
  fails: "Backups in the other region are under no key, or under the one that AWS manages for RDS",
  passes: "Backups in the other region are under a customer key",
};

/** Copies of a database are kept as safe as the database. */
export const rule: Rule = {
  metadata: {
    id: "RDS-11",
    aliases: [],
    title: "Snapshots and copies of databases are encrypted",
    control: "encryption-at-rest.database-copies",
    severity: "medium",
    group: "encryption-at-rest",
    inputs: terraformInputs,
    resourceTypes: [
      "aws_db_cluster_snapshot",
      "aws_db_snapshot_copy",
      "aws_rds_cluster_snapshot_copy",
      "aws_db_instance_automated_backups_replication",
    ],
    rationale: "A snapshot is the whole database in one piece, and leaves its region and account more easily than it.",
    remediation:
      "Set storage_encrypted = true on the cluster that is copied, and kms_key_id on the copy or the replication to the ARN of a customer managed key of its region.",
    parameters: {},
    checks: [
      {
        id: snapshot.check,
        title: "The snapshot is encrypted",
        severity: "medium",
        equivalents: { checkov: ["CKV_AWS_146"], fsbp: ["RDS.4"] },
      },
      {
        id: copyKey.check,
        title: "The copy of a snapshot is under a customer key",
        severity: "medium",
        equivalents: { checkov: ["CKV_AWS_266"] },
      },
      {
        id: backupsKey.check,
        title: "Replicated backups are under a customer key",
        severity: "medium",
        equivalents: { checkov: ["CKV_AWS_245"] },
      },
    ],
    frameworks: frameworks({
      nist: ["SC-28(1)", "CP-9(8)"],
      iso: ["A.8.24", "A.8.13"],
      dpdp: ["6(1)(a)"],
      digit: ["encryption"],
    }),
  },

  evaluate(node: ResourceNode, { graph }: RuleContext): readonly CheckResult[] {
    if (node.type === "aws_db_cluster_snapshot") return [judgeSnapshot(node)];
    const words = node.type === "aws_db_instance_automated_backups_replication" ? backupsKey : copyKey;
    return [judgeKey(node, "kms_key_id", words, { filledIn: graph })];
  },
};

/** A snapshot is as its cluster: nobody can choose, and Terraform shows it once it was made. */
function judgeSnapshot(node: ResourceNode): CheckResult {
  const own = node.get(path);
  const cluster = node
    .references("db_cluster_identifier")
    .nodes.find((candidate) => candidate.type === "aws_rds_cluster" && candidate.mode === "managed");
  const source = own.kind === "absent" ? cluster : node;
  const reading = source?.get(path);
  return verdict(
    source && reading ? isTrue().ask(reading) : "unknown",
    {
      path,
      expected: true,
      actual: source && reading ? shown(source, path, reading) : null,
      reason: (reading && causeOf(reading)) ?? "the cluster of the snapshot is not among the inputs",
    },
    snapshot,
    { related: cluster ? [cluster] : [] },
  );
}
