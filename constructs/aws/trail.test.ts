import { LogGroup } from "./logGroup";
import { PrivateBucket } from "./privateBucket";
import { statements, synthesized, testPlace } from "./testing";
import { Trail, trailArn, trailMayWrite } from "./trail";

const classification = { dataClass: "audit", personalData: true, retentionDays: 365 } as const;
const { only } = synthesized((scope) => {
  const archive = new PrivateBucket(scope, "archive", {
    name: "archive",
    place: testPlace,
    kmsKeyArn: "key",
    classification,
    expiry: { currentDays: 365, previousDays: 30 },
    accessLogBucket: "logs",
    uses: trailMayWrite("archive", testPlace, "test-trail"),
  });
  const logGroup = new LogGroup(scope, "log", {
    name: "/digit/test/trail",
    kmsKeyArn: "key",
    classification,
    place: testPlace,
  });
  new Trail(scope, "trail", { name: "test-trail", place: testPlace, archive, kmsKeyArn: "key", logGroup });
});

test("the trail sees every region and the global services, shows tampering, and is encrypted", () => {
  expect(only("aws_cloudtrail")).toMatchObject({
    enable_logging: true,
    enable_log_file_validation: true,
    is_multi_region_trail: true,
    include_global_service_events: true,
    kms_key_id: "key",
    lifecycle: { prevent_destroy: true },
  });
  expect(only("aws_cloudtrail").cloud_watch_logs_group_arn).toMatch(/:\*$/);
});

test("only this trail writes to the archive", () => {
  const allowed = statements(only("aws_s3_bucket_policy").policy).filter(({ Effect }) => Effect === "Allow");
  expect(allowed).toHaveLength(2);
  for (const statement of allowed) {
    expect(statement.Condition?.StringEquals?.["aws:SourceArn"]).toBe(trailArn(testPlace, "test-trail"));
  }
});
