import { PostgresDatabase } from "./postgresDatabase";
import { postgresParameters } from "./postgresParameters";
import { synthesized, testPlace, type Written } from "./testing";

function database(pointInTimeDays: number) {
  return synthesized((scope) => {
    new PostgresDatabase(scope, "database", {
      name: "digit-test-database",
      place: testPlace,
      network: { vpcId: "vpc-1", subnetIds: ["subnet-a", "subnet-b", "subnet-c"], clientGroupId: "sg-application" },
      majorVersion: "17",
      instanceClass: "db.t4g.medium",
      storageGib: { initial: 50, limit: 200 },
      pointInTimeDays,
      classification: { dataClass: "personal", personalData: true, retentionDays: 2555 },
      logRetentionDays: 365,
    });
  });
}

const { only, all } = database(35);
const instance: Written = only("aws_db_instance");

test("the database survives the loss of a zone, a mistake and an intruder in the account", () => {
  expect(instance).toMatchObject({
    multi_az: true,
    deletion_protection: true,
    skip_final_snapshot: false,
    delete_automated_backups: false,
    copy_tags_to_snapshot: true,
    lifecycle: { prevent_destroy: true },
  });
});

test("the final snapshot's name can be used after an earlier database had the same name", () => {
  expect(instance.final_snapshot_identifier).toMatch(/^digit-test-database-final-\$\{aws_security_group\.[^}]+\.id\}$/);
});

test("its master password is in nobody's hands and in no state", () => {
  expect(instance).toMatchObject({ manage_master_user_password: true });
  expect(instance).not.toHaveProperty("password");
  expect(instance).not.toHaveProperty("password_wo");
  expect(instance.master_user_secret_kms_key_id).toMatch(/aws_kms_key\..*secret_key/);
});

test("data, secret and logs are encrypted, each with its own key", () => {
  expect(instance).toMatchObject({ storage_encrypted: true, performance_insights_enabled: true });
  const logKeys = Object.values(all("aws_cloudwatch_log_group")).map((group) => group.kms_key_id);
  expect(new Set([instance.kms_key_id, instance.master_user_secret_kms_key_id, ...logKeys]).size).toBe(3);
  expect(instance.performance_insights_kms_key_id).toBe(instance.kms_key_id);
});

test("it is reached from one group on one port and opens no connection", () => {
  expect(instance).toMatchObject({ publicly_accessible: false, port: 5432 });
  expect(only("aws_vpc_security_group_ingress_rule")).toMatchObject({
    referenced_security_group_id: "sg-application",
    from_port: 5432,
    to_port: 5432,
  });
  expect(all("aws_vpc_security_group_egress_rule")).toEqual({});
});

test("its logs are exported to groups that exist before it, with key and retention", () => {
  expect(instance.enabled_cloudwatch_logs_exports).toEqual(["postgresql", "upgrade"]);
  const groups = Object.values(all("aws_cloudwatch_log_group"));
  expect(groups.map((group) => group.name)).toEqual([
    "/aws/rds/instance/digit-test-database/postgresql",
    "/aws/rds/instance/digit-test-database/upgrade",
  ]);
  for (const group of groups) expect(group.retention_in_days).toBe(365);
  expect(JSON.stringify(instance.depends_on)).toContain("aws_cloudwatch_log_group.");
});

test("people and pods sign on with IAM, and the machine is watched every minute", () => {
  expect(instance).toMatchObject({
    iam_database_authentication_enabled: true,
    monitoring_interval: 60,
    ca_cert_identifier: "rds-ca-rsa2048-g1",
    auto_minor_version_upgrade: true,
  });
});

test.each([
  [1, 7],
  [14, 14],
  [90, 35],
])("%i wanted days of point-in-time recovery become %i", (wanted, given) => {
  expect(database(wanted).only("aws_db_instance").backup_retention_period).toBe(given);
});

test("TLS is forced, schema changes and slow statements are logged, bind values never", () => {
  const values = Object.fromEntries(postgresParameters.map(({ name, value }) => [name, value]));
  expect(values).toMatchObject({
    "rds.force_ssl": "1",
    log_statement: "ddl",
    log_min_duration_statement: "1000",
    log_parameter_max_length: "0",
    log_parameter_max_length_on_error: "0",
  });
  expect(only("aws_db_parameter_group")).toMatchObject({ family: "postgres17" });
});
