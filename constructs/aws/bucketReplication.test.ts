import { BucketReplication } from "./bucketReplication";
import { PrivateBucket } from "./privateBucket";
import { statements, synthesized, testPlace } from "./testing";

const { only } = synthesized((scope) => {
  const bucket = (name: string) =>
    new PrivateBucket(scope, name, {
      name,
      place: testPlace,
      kmsKeyArn: `${name}-key`,
      classification: { dataClass: "configuration", personalData: false, retentionDays: 365 },
      expiry: { previousDays: 365 },
      accessLogBucket: "logs",
    });
  new BucketReplication(scope, "replication", {
    roleName: "test-replication",
    accountId: testPlace.accountId,
    source: { bucket: bucket("here"), kmsKeyArn: "here-key" },
    copy: { bucket: bucket("there"), kmsKeyArn: "there-key" },
  });
});

test("every version is copied and encrypted with the other region's key; deletions are not", () => {
  expect(only("aws_s3_bucket_replication_configuration").rule).toEqual([
    expect.objectContaining({
      status: "Enabled",
      delete_marker_replication: { status: "Disabled" },
      destination: expect.objectContaining({ encryption_configuration: { replica_kms_key_id: "there-key" } }),
      source_selection_criteria: { sse_kms_encrypted_objects: { status: "Enabled" } },
    }),
  ]);
});

test("the copying role names each resource and never deletes", () => {
  for (const statement of statements(only("aws_iam_role_policy").policy)) {
    expect(statement.Resource).not.toBe("*");
    expect(JSON.stringify(statement.Action)).not.toMatch(/Delete|\*/);
  }
});
