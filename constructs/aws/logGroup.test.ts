import fc from "fast-check";
import { LogGroup, retentionStep } from "./logGroup";
import { synthesized, testPlace } from "./testing";

test.each([
  [1, 1],
  [35, 60],
  [365, 365],
  [366, 400],
  [2555, 2557],
  [3653, 3653],
  [3654, 0],
])("%i days are kept for %i", (days, step) => {
  expect(retentionStep(days)).toBe(step);
});

test("a step never keeps less than was asked for", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 5000 }), (days) => {
      const step = retentionStep(days);
      return step === 0 || step >= days;
    }),
  );
});

test("a log group has its key and its retention, and is kept", () => {
  const { only } = synthesized((scope) => {
    new LogGroup(scope, "log", {
      name: "/digit/test/x",
      kmsKeyArn: "key-arn",
      classification: { dataClass: "audit", personalData: true, retentionDays: 730 },
      place: testPlace,
    });
  });
  expect(only("aws_cloudwatch_log_group")).toMatchObject({
    kms_key_id: "key-arn",
    retention_in_days: 731,
    lifecycle: { prevent_destroy: true },
  });
});
