import { Alarm, type AlarmProps } from "./alarm";
import { synthesized } from "./testing";

const base = {
  key: "busy",
  runbook: "database-busy",
  meaning: "The database is busy",
  namespace: "AWS/RDS",
  metric: "CPUUtilization",
  dimensions: { DBInstanceIdentifier: "db" },
  statistic: "Average",
  periodSeconds: 300,
  periods: 3,
  prefix: "digit-test",
  topicArn: "arn:aws:sns:ap-south-1:111122223333:alerts",
} as const satisfies AlarmProps;
const written = (props: AlarmProps) =>
  synthesized((scope) => {
    new Alarm(scope, "alarm", props);
  }).only("aws_cloudwatch_metric_alarm");

test("says what is the case and where its runbook is", () => {
  expect(written({ ...base, above: 85 })).toMatchObject({
    alarm_name: "digit-test-busy",
    alarm_description: "The database is busy. Runbook: docs/runbooks/database-busy.md",
    comparison_operator: "GreaterThanThreshold",
    threshold: 85,
    treat_missing_data: "notBreaching",
  });
});

test("a lower limit, and a percentile", () => {
  expect(written({ ...base, below: 0, statistic: "p95" })).toMatchObject({
    comparison_operator: "LessThanThreshold",
    threshold: 0,
    extended_statistic: "p95",
  });
});

test.each([{}, { above: 1, below: 1 }])("neither or both limits are an error: %j", (limits) => {
  expect(() => written({ ...base, ...limits })).toThrow(/needs exactly one of above and below/);
});
