import { BackupPlan } from "@cdktf/provider-aws/lib/backup-plan";
import { BackupSelection } from "@cdktf/provider-aws/lib/backup-selection";
import { Construct } from "constructs";
import type { BackupVault } from "./backupVault";
import { serviceTrust } from "./policy";
import { Role } from "./role";

export interface DailyBackupProps {
  /** Name of plan, selection and role. */
  readonly name: string;
  readonly accountId: string;
  readonly vault: BackupVault;
  /** Vault in another region that gets a copy of each backup. */
  readonly copyVault: BackupVault;
  /** Days for which each backup and each copy is kept. */
  readonly retentionDays: number;
  /** What is backed up, by ARN: a list that a reader can check, where a tag can be forgotten. */
  readonly resourceArns: string[];
}

/** Half past one at night in India, in UTC: after the database's own backup window. */
const schedule = "cron(0 20 * * ? *)";

/** A backup each night, kept for its retention here and in another region. */
export class DailyBackup extends Construct {
  constructor(scope: Construct, id: string, props: DailyBackupProps) {
    super(scope, id);
    const lifecycle = { deleteAfter: props.retentionDays };
    const plan = new BackupPlan(this, "Default", {
      name: props.name,
      rule: [
        {
          ruleName: "daily",
          targetVaultName: props.vault.name,
          schedule,
          // Minutes to begin and to end; a backup that did neither is reported as failed.
          startWindow: 60,
          completionWindow: 480,
          lifecycle,
          copyAction: [{ destinationVaultArn: props.copyVault.arn, lifecycle }],
        },
      ],
    });
    const role = new Role(this, "role", {
      name: props.name,
      purpose: "AWS Backup makes and restores backups",
      trust: serviceTrust("backup.amazonaws.com", props.accountId),
      managedPolicies: {
        backup: "arn:aws:iam::aws:policy/service-role/AWSBackupServiceRolePolicyForBackup",
        restore: "arn:aws:iam::aws:policy/service-role/AWSBackupServiceRolePolicyForRestores",
        backup_buckets: "arn:aws:iam::aws:policy/AWSBackupServiceRolePolicyForS3Backup",
        restore_buckets: "arn:aws:iam::aws:policy/AWSBackupServiceRolePolicyForS3Restore",
      },
    });
    new BackupSelection(this, "selection", {
      name: props.name,
      planId: plan.id,
      iamRoleArn: role.arn,
      resources: props.resourceArns,
      dependsOn: role.ready,
    });
  }
}
