import type { Construct } from "constructs";
import { BackupVault } from "../../constructs/aws/backupVault";
import type { Classification } from "../../constructs/aws/classification";
import { DailyBackup } from "../../constructs/aws/dailyBackup";
import { RestoreTest } from "../../constructs/aws/restoreTest";
import { AwsStack } from "./awsStack";
import { contract } from "./contract";
import { databaseName, fileBucket } from "./dataStack";
import { makesPublicZone, queryBucket } from "./domainStack";
import { edgeLogBucket } from "./edgeStack";
import { foundationContract } from "./foundationStack";
import type { AwsSettings } from "./settings";

export const recoveryContract = contract("recovery", {
  vault_arn: { kind: "string", description: "Vault with the nightly backups" },
  copy_vault_arn: { kind: "string", description: "Vault with their copies in the recovery region" },
});

/** Name of the vault with the nightly backups. */
export const backupVaultName = (settings: AwsSettings): string => settings.name("backups");

/**
 * Backups that outlive the environment, in two regions. What is backed up is named and not waited for: a backup plan may
 * name what comes later, and a database takes ten minutes to make.
 */
export class RecoveryStack extends AwsStack {
  constructor(scope: Construct, settings: AwsSettings) {
    super(scope, "recovery", { settings, title: "Locked vaults in two regions and the nightly backups in them" });
    const { accountId, region } = settings;
    const database = `arn:aws:rds:${region}:${accountId}:db:${databaseName(settings)}`;
    const files = `arn:aws:s3:::${fileBucket(settings)}`;
    const foundation = this.require(foundationContract, "archive_bucket");
    const { retentionDays } = settings.environment.recovery;
    const classification: Classification = {
      dataClass: "personal",
      personalData: true,
      retentionDays,
      recoveryTier: "copied",
    };
    const vault = new BackupVault(this, "vault", { name: backupVaultName(settings), place: this.home, classification });
    const copyVault = new BackupVault(this, "copy_vault", {
      name: settings.name("backup-copies"),
      place: this.recovery,
      classification,
    });
    new DailyBackup(this, "daily", {
      name: settings.backupRoleName,
      accountId: settings.accountId,
      vault,
      copyVault,
      retentionDays,
      resourceArns: [
        database,
        files,
        `arn:aws:s3:::${foundation.archive_bucket}`,
        ...edgeLogBuckets(settings).map((bucket) => `arn:aws:s3:::${bucket}`),
      ],
    });
    new RestoreTest(this, "restore_test", {
      name: settings.name("restore-test"),
      accountId: settings.accountId,
      vault,
      stores: {
        // Beside the database, in its own subnets, and reachable from nowhere else.
        RDS: {
          arns: [database],
          overrides: { dbSubnetGroupName: databaseName(settings), publiclyAccessible: "false" },
        },
        S3: { arns: [files], overrides: {} },
      },
    });
    this.offer(recoveryContract, { vault_arn: vault.arn, copy_vault_arn: copyVault.arn });
  }
}

function edgeLogBuckets(settings: AwsSettings): readonly string[] {
  const { domain } = settings.environment;
  if (domain === undefined) return [];
  return [edgeLogBucket(settings), ...(makesPublicZone(settings) ? [queryBucket(settings)] : [])];
}
