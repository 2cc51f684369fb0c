import { BackupVault } from "./backupVault";
import { DailyBackup } from "./dailyBackup";
import { synthesized, testPlace } from "./testing";

function backups(retentionDays: number) {
  return synthesized((scope) => {
    const vault = (name: string) =>
      new BackupVault(scope, name, {
        name,
        place: testPlace,
        classification: { dataClass: "personal", personalData: true, retentionDays },
      });
    new DailyBackup(scope, "daily", {
      name: "digit-test-daily",
      accountId: testPlace.accountId,
      vault: vault("here"),
      copyVault: vault("there"),
      retentionDays,
      resourceArns: ["arn:aws:rds:ap-south-1:111122223333:db:digit-test-database"],
    });
  });
}
const { only, all } = backups(35);

test("each vault has its own key, a lock that becomes final, and is kept", () => {
  const vaults = Object.values(all("aws_backup_vault"));
  expect(new Set(vaults.map((vault) => vault.kms_key_arn)).size).toBe(2);
  for (const vault of vaults) expect(vault).toMatchObject({ lifecycle: { prevent_destroy: true } });
  for (const lock of Object.values(all("aws_backup_vault_lock_configuration"))) {
    expect(lock).toMatchObject({ min_retention_days: 7, changeable_for_days: 7 });
  }
});

test("each night's backup is kept here and copied there for its whole retention", () => {
  expect(only("aws_backup_plan").rule).toEqual([
    expect.objectContaining({
      lifecycle: { delete_after: 35 },
      copy_action: [{ destination_vault_arn: expect.stringContaining("there"), lifecycle: { delete_after: 35 } }],
    }),
  ]);
});

test("what is backed up is named", () => {
  expect(only("aws_backup_selection").resources).toEqual([
    "arn:aws:rds:ap-south-1:111122223333:db:digit-test-database",
  ]);
});
