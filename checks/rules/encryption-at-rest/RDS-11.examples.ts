import type { RuleExamples } from "../../rule";
import { ref } from "../kit/example";
import { example } from "../kit/scopedExample";

const source = "arn:aws:rds:ap-south-1:123456789012:snapshot:theirs";
const cluster = (name: string, encrypted: boolean) => ({
  cluster_identifier: name,
  engine: "aurora-postgresql",
  master_username: "digit",
  manage_master_user_password: true,
  storage_encrypted: encrypted,
});

export const examples: RuleExamples = [
  example("rds-11-good", {
    resource: {
      aws_kms_key: { copies: { description: "Copies", enable_key_rotation: true } },
      aws_rds_cluster: { main: cluster("rds-11-main", true) },
      aws_db_cluster_snapshot: {
        main: {
          db_cluster_identifier: ref("aws_rds_cluster.main.id"),
          db_cluster_snapshot_identifier: "rds-11-main",
        },
      },
      aws_db_snapshot_copy: {
        main: {
          source_db_snapshot_identifier: source,
          target_db_snapshot_identifier: "rds-11-copy",
          kms_key_id: ref("aws_kms_key.copies.arn"),
        },
      },
      aws_db_instance_automated_backups_replication: {
        main: {
          source_db_instance_arn: "arn:aws:rds:ap-south-1:123456789012:db:main",
          kms_key_id: ref("aws_kms_key.copies.arn"),
        },
      },
    },
  }),
  example(
    "rds-11-bad",
    {
      resource: {
        aws_rds_cluster: { clear: cluster("rds-11-clear", false) },
        aws_db_cluster_snapshot: {
          clear: {
            db_cluster_identifier: ref("aws_rds_cluster.clear.id"),
            db_cluster_snapshot_identifier: "rds-11-clear",
          },
        },
        aws_db_snapshot_copy: {
          silent: { source_db_snapshot_identifier: source, target_db_snapshot_identifier: "rds-11-silent" },
          managed: {
            source_db_snapshot_identifier: source,
            target_db_snapshot_identifier: "rds-11-managed",
            kms_key_id: "alias/aws/rds",
          },
        },
        aws_db_instance_automated_backups_replication: {
          silent: { source_db_instance_arn: "arn:aws:rds:ap-south-1:123456789012:db:main", retention_period: 14 },
        },
      },
    },
    {
      fails: [
        ["RDS-11.snapshot", "aws_db_cluster_snapshot.clear"],
        ["RDS-11.copy-key", "aws_db_snapshot_copy.silent"],
        ["RDS-11.copy-key", "aws_db_snapshot_copy.managed"],
        ["RDS-11.replicated-backups-key", "aws_db_instance_automated_backups_replication.silent"],
      ],
    },
  ),
  example(
    "rds-11-cluster-of-somebody-else",
    {
      resource: {
        aws_db_cluster_snapshot: {
          theirs: { db_cluster_identifier: "theirs", db_cluster_snapshot_identifier: "rds-11-theirs" },
        },
      },
    },
    { unknowns: [["RDS-11.snapshot", "aws_db_cluster_snapshot.theirs"]] },
  ),
];
