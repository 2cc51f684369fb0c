import { BackupRestoreTestingPlan } from "@cdktf/provider-aws/lib/backup-restore-testing-plan";
import { BackupRestoreTestingSelection } from "@cdktf/provider-aws/lib/backup-restore-testing-selection";
import { Construct } from "constructs";
import type { BackupVault } from "./backupVault";
import { serviceTrust } from "./policy";
import { Role } from "./role";

export interface RestoreTestProps {
  /** Name of role and, with underscores, of the plan. */
  readonly name: string;
  readonly accountId: string;
  /** Vault whose latest backups are restored. */
  readonly vault: BackupVault;
  /** What is restored, by AWS Backup's name of the kind: its ARNs, and the settings that a restore needs. */
  readonly stores: {
    readonly [kind in "RDS" | "S3"]?: {
      readonly arns: string[];
      readonly overrides: { readonly [name: string]: string };
    };
  };
}

/** The second night of each month at two in India, in UTC: after the nightly backup of the first. */
const schedule = "cron(30 20 1 * ? *)";

/** Only backups of the last week count as latest; an older one would hide that backups stopped. */
const windowDays = 7;

/** Hours for which what was restored stays, so that somebody can look into it. AWS then deletes it. */
const lookHours = 4;

/** Each month the latest backup of each store is restored beside it, and thrown away again. */
export class RestoreTest extends Construct {
  constructor(scope: Construct, id: string, props: RestoreTestProps) {
    super(scope, id);
    const role = new Role(this, "role", {
      name: props.name,
      purpose: "AWS Backup restores backups to test them",
      trust: serviceTrust("backup.amazonaws.com", props.accountId),
      managedPolicies: {
        restore: "arn:aws:iam::aws:policy/service-role/AWSBackupServiceRolePolicyForRestores",
        restore_buckets: "arn:aws:iam::aws:policy/AWSBackupServiceRolePolicyForS3Restore",
      },
    });
    const plan = new BackupRestoreTestingPlan(this, "Default", {
      name: props.name.replaceAll("-", "_"),
      scheduleExpression: schedule,
      startWindowHours: 4,
      recoveryPointSelection: [
        {
          algorithm: "LATEST_WITHIN_WINDOW",
          includeVaults: [props.vault.arn],
          recoveryPointTypes: ["SNAPSHOT"],
          selectionWindowDays: windowDays,
        },
      ],
    });
    for (const [kind, store] of Object.entries(props.stores)) {
      new BackupRestoreTestingSelection(this, kind.toLowerCase(), {
        name: kind.toLowerCase(),
        restoreTestingPlanName: plan.name,
        protectedResourceType: kind,
        protectedResourceArns: store.arns,
        iamRoleArn: role.arn,
        restoreMetadataOverrides: store.overrides,
        validationWindowHours: lookHours,
        dependsOn: role.ready,
      });
    }
  }
}
