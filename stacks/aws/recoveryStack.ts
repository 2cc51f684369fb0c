import type { Construct } from "constructs";
import { BackupVault } from "../../constructs/aws/backupVault";
import type { Classification } from "../../constructs/aws/classification";
import { DailyBackup } from "../../constructs/aws/dailyBackup";
import { AwsStack } from "./awsStack";
import { contract } from "./contract";
import { dataContract } from "./dataStack";
import { foundationContract } from "./foundationStack";
import type { AwsSettings } from "./settings";

export const recoveryContract = contract("recovery", {
  vault_arn: { kind: "string", description: "Vault with the nightly backups" },
  copy_vault_arn: { kind: "string", description: "Vault with their copies in the recovery region" },
});

/** Backups that outlive the environment, in two regions. */
export class RecoveryStack extends AwsStack {
  constructor(scope: Construct, settings: AwsSettings) {
    super(scope, "recovery", { settings, title: "Locked vaults in two regions and the nightly backups in them" });
    const data = this.require(dataContract, "database_arn", "file_bucket_arn");
    const foundation = this.require(foundationContract, "archive_bucket");
    const { retentionDays } = settings.environment.recovery;
    const classification: Classification = {
      dataClass: "personal",
      personalData: true,
      retentionDays,
      recoveryTier: "copied",
    };
    const vault = new BackupVault(this, "vault", { name: settings.name("backups"), place: this.home, classification });
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
      resourceArns: [data.database_arn, data.file_bucket_arn, `arn:aws:s3:::${foundation.archive_bucket}`],
    });
    this.offer(recoveryContract, { vault_arn: vault.arn, copy_vault_arn: copyVault.arn });
  }
}
