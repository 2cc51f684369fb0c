import { AccessLogBucket } from "./accessLogBucket";
import { PrivateBucket } from "./privateBucket";
import { openStatements, statements, synthesized, testPlace } from "./testing";

const { only, all } = synthesized((scope) => {
  new PrivateBucket(scope, "files", {
    name: "digit-test-files",
    place: testPlace,
    kmsKeyArn: "arn:aws:kms:ap-south-1:111122223333:key/k",
    classification: { dataClass: "personal", personalData: true, retentionDays: 2555 },
    expiry: { currentDays: 2555, previousDays: 35 },
    objectLock: { mode: "compliance", days: 2555 },
    accessLogBucket: "digit-test-access-logs",
  });
});

test("a private bucket is closed to the public in all four ways and knows no ACLs", () => {
  expect(only("aws_s3_bucket_public_access_block")).toMatchObject({
    block_public_acls: true,
    block_public_policy: true,
    ignore_public_acls: true,
    restrict_public_buckets: true,
  });
  expect(only("aws_s3_bucket_ownership_controls")).toMatchObject({ rule: { object_ownership: "BucketOwnerEnforced" } });
});

test("it is encrypted with the key that it was given", () => {
  expect(only("aws_s3_bucket_server_side_encryption_configuration").rule).toEqual([
    {
      apply_server_side_encryption_by_default: {
        sse_algorithm: "aws:kms",
        kms_master_key_id: "arn:aws:kms:ap-south-1:111122223333:key/k",
      },
      bucket_key_enabled: true,
    },
  ]);
});

test("it refuses plain transport and old TLS for bucket and objects, and lets nobody in by policy", () => {
  const { policy } = only("aws_s3_bucket_policy");
  const denied = statements(policy).filter((statement) => statement.Effect === "Deny");
  expect(denied.map((statement) => statement.Condition)).toEqual([
    { Bool: { "aws:SecureTransport": "false" } },
    { NumericLessThan: { "s3:TlsVersion": "1.2" } },
  ]);
  for (const statement of denied) expect(statement.Resource).toHaveLength(2);
  expect(openStatements(policy)).toEqual([]);
});

test("it keeps versions, is locked, recorded and kept", () => {
  expect(only("aws_s3_bucket_versioning")).toMatchObject({ versioning_configuration: { status: "Enabled" } });
  expect(only("aws_s3_bucket_object_lock_configuration").rule).toEqual({
    default_retention: { mode: "COMPLIANCE", days: 2555 },
  });
  expect(only("aws_s3_bucket_logging")).toMatchObject({ target_bucket: "digit-test-access-logs" });
  expect(only("aws_s3_bucket")).toMatchObject({ lifecycle: { prevent_destroy: true }, object_lock_enabled: true });
  expect(only("aws_s3_bucket")).not.toHaveProperty("force_destroy");
});

test("it erases content after its retention, and what was deleted soon after", () => {
  expect(only("aws_s3_bucket_lifecycle_configuration").rule).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ id: "end-of-retention", expiration: [{ days: 2555 }] }),
      expect.objectContaining({ id: "previous-versions", noncurrent_version_expiration: [{ noncurrent_days: 35 }] }),
    ]),
  );
});

test("it says what it holds", () => {
  expect(only("aws_s3_bucket").tags).toEqual({
    "data-class": "personal",
    "personal-data": "yes",
    retention: "2555d",
    "recovery-tier": "zones",
  });
});

test("access to a bucket is changed step by step, because S3 refuses two changes at once", () => {
  const [policy] = Object.values(all("aws_s3_bucket_policy"));
  expect(policy?.depends_on).toEqual([expect.stringContaining("aws_s3_bucket_public_access_block.")]);
});

test("a bucket for access records takes them from this account's buckets of the environment only", () => {
  const logs = synthesized((scope) => {
    new AccessLogBucket(scope, "logs", {
      name: "digit-test-access-logs",
      place: testPlace,
      retentionDays: 365,
      sourceBucketPrefix: "digit-test-",
    });
  });
  const [delivery] = statements(logs.only("aws_s3_bucket_policy").policy).filter(({ Effect }) => Effect === "Allow");
  expect(delivery).toMatchObject({
    Principal: { Service: "logging.s3.amazonaws.com" },
    Condition: {
      StringEquals: { "aws:SourceAccount": "111122223333" },
      ArnLike: { "aws:SourceArn": "arn:aws:s3:::digit-test-*" },
    },
  });
  expect(logs.all("aws_s3_bucket_object_lock_configuration")).toEqual({});
  expect(JSON.stringify(logs.all("aws_s3_bucket_server_side_encryption_configuration"))).toContain("AES256");
});
