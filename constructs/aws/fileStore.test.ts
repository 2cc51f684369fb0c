import { FileStore } from "./fileStore";
import { statements, synthesized, testPlace } from "./testing";

const scanRole = "arn:aws:iam::111122223333:role/digit-test-files-scan";
const backupRole = "arn:aws:iam::111122223333:role/digit-test-backup";

const { all, only, text } = synthesized((scope) => {
  new FileStore(scope, "files", {
    name: "digit-test-files",
    bucketNames: { files: "digit-test-files-1", copy: "digit-test-files-copy-1" },
    place: testPlace,
    copyPlace: { ...testPlace, region: "ap-south-2" },
    classification: { dataClass: "personal", personalData: true, retentionDays: 2555 },
    expiry: { currentDays: 2555, previousDays: 35, daysByPrefix: { "complaints/": 1095, "payments/": 2555 } },
    accessLogBuckets: { files: "logs", copy: "logs-copy" },
    unscannedReaders: [backupRole],
  });
});
const filesPolicy = Object.entries(all("aws_s3_bucket_policy")).find(([name]) => name.startsWith("files_policy"))?.[1];

test("each category's documents end with its own retention, everything else with the longest", () => {
  const rules = Object.values(all("aws_s3_bucket_lifecycle_configuration")).map(({ rule }) =>
    (rule as { readonly expiration?: readonly { readonly days: number }[]; readonly filter: unknown }[]).flatMap(
      ({ filter, expiration }) => (expiration ? [[filter, expiration]] : []),
    ),
  );
  expect(rules.length).toBe(2);
  for (const ends of rules) {
    expect(ends).toEqual([
      [[{ prefix: "" }], [{ days: 2555 }]],
      [[{ prefix: "complaints/" }], [{ days: 1095 }]],
      [[{ prefix: "payments/" }], [{ days: 2555 }]],
    ]);
  }
});

test("nobody but the scan and backups reads a document that was not found clean, or writes what was found", () => {
  const denials = statements(filesPolicy?.policy).filter(({ Sid }) => /Unscanned|Verdicts/.test(Sid));
  expect(denials).toEqual([
    expect.objectContaining({
      Effect: "Deny",
      Principal: { AWS: "*" },
      Action: ["s3:GetObject", "s3:GetObjectVersion"],
      Condition: {
        StringNotEquals: { "s3:ExistingObjectTag/GuardDutyMalwareScanStatus": "NO_THREATS_FOUND" },
        ArnNotEquals: { "aws:PrincipalArn": [scanRole, backupRole] },
      },
    }),
    expect.objectContaining({
      Effect: "Deny",
      Action: expect.arrayContaining(["s3:PutObjectTagging", "s3:DeleteObjectVersionTagging"]),
      Condition: { ArnNotEquals: { "aws:PrincipalArn": [scanRole, backupRole] } },
    }),
  ]);
});

test("every new document is scanned by the role that the policy names", () => {
  const plan = only("aws_guardduty_malware_protection_plan");
  expect(plan.actions).toEqual([{ tagging: [{ status: "ENABLED" }] }]);
  expect(JSON.stringify(plan.protected_resource)).toContain("aws_s3_bucket.files");
  expect(Object.values(all("aws_iam_role")).map(({ name }) => name)).toContain("digit-test-files-scan");
});

test("copies lie in another bucket under another key; a deletion is not copied, what was found is", () => {
  const [rule] = only("aws_s3_bucket_replication_configuration").rule as { readonly [key: string]: unknown }[];
  expect(rule).toMatchObject({ status: "Enabled", delete_marker_replication: { status: "Disabled" } });
  expect(JSON.stringify(rule?.destination)).toMatch(/aws_s3_bucket\.files_copy.*aws_kms_key\.files_copy_key/);
  expect(text).toContain("s3:ReplicateTags");
});
