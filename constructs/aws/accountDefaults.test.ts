import { AccountDefaults } from "./accountDefaults";
import { ConfigurationRecord } from "./configurationRecord";
import { DataDiscovery } from "./dataDiscovery";
import { PrivateBucket } from "./privateBucket";
import { statements, synthesized, testPlace } from "./testing";
import { ThreatDetection } from "./threatDetection";

const { only, all } = synthesized((scope) => {
  new AccountDefaults(scope, "defaults");
  new DataDiscovery(scope, "discovery", { region: testPlace.region });
  new ThreatDetection(scope, "detection", { region: testPlace.region });
  const bucket = new PrivateBucket(scope, "bucket", {
    name: "configuration",
    place: testPlace,
    kmsKeyArn: "key",
    classification: { dataClass: "audit", personalData: false, retentionDays: 365 },
    expiry: { currentDays: 365, previousDays: 30 },
    accessLogBucket: "logs",
  });
  new ConfigurationRecord(scope, "configuration", {
    name: "test-configuration",
    accountId: testPlace.accountId,
    bucket,
    kmsKeyArn: "key",
  });
});

test("Macie looks for personal data, where AWS offers it", () => {
  expect(only("aws_macie2_account")).toMatchObject({ status: "ENABLED" });
  const hyderabad = synthesized((scope) => {
    new DataDiscovery(scope, "discovery", { region: "ap-south-2" });
  });
  expect(hyderabad.all("aws_macie2_account")).toEqual({});
});

test("no bucket of the account becomes public, and every new disk is encrypted", () => {
  expect(only("aws_s3_account_public_access_block")).toMatchObject({
    block_public_acls: true,
    block_public_policy: true,
    ignore_public_acls: true,
    restrict_public_buckets: true,
  });
  expect(only("aws_ebs_encryption_by_default")).toMatchObject({ enabled: true });
});

test("GuardDuty watches the cluster's audit log, the database's sign-ons and the buckets", () => {
  expect(only("aws_guardduty_detector")).toMatchObject({ enable: true });
  const watched = Object.values(all("aws_guardduty_detector_feature")).map(({ name, status }) => `${name} ${status}`);
  expect(watched).toEqual(
    expect.arrayContaining(["EKS_AUDIT_LOGS ENABLED", "RDS_LOGIN_EVENTS ENABLED", "S3_DATA_EVENTS ENABLED"]),
  );
});

test("Config records everything and is switched on only once it can deliver", () => {
  expect(only("aws_config_configuration_recorder").recording_group).toEqual({
    all_supported: true,
    include_global_resource_types: true,
  });
  expect(only("aws_config_configuration_recorder_status")).toMatchObject({
    is_enabled: true,
    depends_on: [expect.stringContaining("aws_config_delivery_channel.")],
  });
});

test("Config delivers to its own bucket and key, and is no one else's deputy", () => {
  for (const statement of statements(only("aws_iam_role_policy").policy)) expect(statement.Resource).not.toBe("*");
  const [trust] = statements(only("aws_iam_role").assume_role_policy);
  expect(trust?.Condition).toEqual({ StringEquals: { "aws:SourceAccount": "111122223333" } });
});
