import { BackupVault as AwsBackupVault } from "@cdktf/provider-aws/lib/backup-vault";
import { BackupVaultLockConfiguration } from "@cdktf/provider-aws/lib/backup-vault-lock-configuration";
import { Construct } from "constructs";
import { type Classification, classificationTags } from "./classification";
import { EncryptionKey } from "./encryptionKey";
import { inPlace, type Place } from "./place";

export interface BackupVaultProps {
  /** Name of the vault and of its key; a change replaces the vault, which AWS refuses while it holds backups. */
  readonly name: string;
  readonly place: Place;
  readonly classification: Classification;
}

/** No backup can be removed before it is a week old, whoever asks. */
const leastRetentionDays = 7;

/** Days in which a lock that was a mistake can still be taken back; then it is final. AWS asks for at least 3. */
const changeableForDays = 7;

/** A vault with its own key, locked so that not even the account's administrators can shorten a backup's life. */
export class BackupVault extends Construct {
  readonly name: string;
  readonly arn: string;

  constructor(scope: Construct, id: string, props: BackupVaultProps) {
    super(scope, id);
    const key = new EncryptionKey(this, "key", {
      name: props.name,
      purpose: `Backups in ${props.name}`,
      place: props.place,
    });
    const vault = new AwsBackupVault(this, "Default", {
      ...inPlace(props.place),
      name: props.name,
      kmsKeyArn: key.arn,
      tags: classificationTags(props.classification),
      lifecycle: { preventDestroy: true },
    });
    new BackupVaultLockConfiguration(this, "lock", {
      ...inPlace(props.place),
      backupVaultName: vault.name,
      minRetentionDays: Math.min(leastRetentionDays, props.classification.retentionDays),
      changeableForDays,
    });
    this.name = vault.name;
    this.arn = vault.arn;
  }
}
