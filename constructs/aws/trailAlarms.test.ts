import catalogue from "../../catalogue/trail-events.json";
import { LogGroup } from "./logGroup";
import { openStatements, statements, synthesized, testPlace } from "./testing";
import { TrailAlarms } from "./trailAlarms";

const { all, only } = synthesized((scope) => {
  const logGroup = new LogGroup(scope, "log", {
    name: "/digit/test/trail",
    kmsKeyArn: "key",
    classification: { dataClass: "audit", personalData: true, retentionDays: 365 },
    place: testPlace,
  });
  new TrailAlarms(scope, "alarms", { name: "digit-test-trail", place: testPlace, logGroup });
});

test("each event is seen by a filter on the trail's log, and told by an alarm on its metric", () => {
  const filters = Object.values(all("aws_cloudwatch_log_metric_filter"));
  const alarms = Object.values(all("aws_cloudwatch_metric_alarm"));
  expect(filters).toHaveLength(catalogue.events.length);
  const metrics = filters.map((filter) => filter.metric_transformation as { readonly name: string });
  expect(alarms.map((alarm) => alarm.metric_name).sort()).toEqual(metrics.map(({ name }) => name).sort());
  for (const alarm of alarms) expect(alarm).toMatchObject({ threshold: 1, treat_missing_data: "notBreaching" });
});

test("patterns name the terms that they are for, within the limit of CloudWatch", () => {
  for (const { pattern, terms } of catalogue.events) {
    expect(pattern.length).toBeLessThanOrEqual(1024);
    for (const term of terms) expect(pattern).toContain(term);
  }
});

test("only alarms of the account publish, and only over TLS, to an encrypted topic", () => {
  const policy = only("aws_sns_topic_policy").policy;
  expect(openStatements(policy)).toEqual([]);
  expect(statements(policy).map(({ Sid }) => Sid)).toEqual(["AlarmsOfThisAccount", "NothingInClear"]);
  expect(only("aws_sns_topic").kms_master_key_id).toMatch(/aws_kms_key/);
});
