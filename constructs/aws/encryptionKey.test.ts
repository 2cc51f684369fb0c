import { EncryptionKey, forDisks, forLogGroups, forTrail } from "./encryptionKey";
import { openStatements, statements, synthesized, testPlace } from "./testing";

const uses = [
  forLogGroups(testPlace, "/digit/test"),
  forTrail("arn:aws:cloudtrail:ap-south-1:111122223333:trail/t"),
  ...forDisks(testPlace),
];
const { only, text } = synthesized((scope) => {
  new EncryptionKey(scope, "key", { name: "test-key", purpose: "Tests", place: testPlace, uses });
});

test("a key rotates, is kept, and waits thirty days before it is gone", () => {
  expect(only("aws_kms_key")).toMatchObject({
    enable_key_rotation: true,
    deletion_window_in_days: 30,
    lifecycle: { prevent_destroy: true },
  });
});

test("a key is found by its alias", () => {
  expect(only("aws_kms_alias")).toMatchObject({ name: "alias/test-key" });
});

test("no statement of the key's policy is open to everyone, and all have names of their own", () => {
  const { policy } = only("aws_kms_key");
  expect(openStatements(policy)).toEqual([]);
  const sids = statements(policy).map((statement) => statement.Sid);
  expect(new Set(sids).size).toBe(sids.length);
  expect(text).not.toContain("jsonencode");
});

test("CloudWatch Logs may use the key for the named groups only", () => {
  expect(forLogGroups(testPlace, "/digit/test").Condition).toEqual({
    ArnLike: { "kms:EncryptionContext:aws:logs:arn": "arn:aws:logs:ap-south-1:111122223333:log-group:/digit/test*" },
  });
});

test("disks use the key only through EC2 and for this account", () => {
  for (const statement of forDisks(testPlace)) {
    expect(statement.Condition?.StringEquals).toEqual({
      "kms:CallerAccount": "111122223333",
      "kms:ViaService": "ec2.ap-south-1.amazonaws.com",
    });
  }
});
