import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { JsonObject } from "../../common/json";
import { synthesizedFixture } from "../generated";

type Named = { readonly [name: string]: Readonly<Record<string, unknown>> };

const fixture = synthesizedFixture();
const resources = (stack: string, type: string): Named =>
  ((fixture.get(stack)?.resource as JsonObject | undefined)?.[type] ?? {}) as Named;
const alarms = {
  ...resources("alerts", "aws_cloudwatch_metric_alarm"),
  ...resources("alerts", "aws_cloudwatch_composite_alarm"),
};
const folder = join(__dirname, "../../docs/runbooks");
const runbookOf = (alarm: Readonly<Record<string, unknown>>) =>
  /Runbook: docs\/runbooks\/([a-z-]+)\.md$/.exec(String(alarm.alarm_description))?.[1] ?? "none";

test.each(Object.entries(alarms))("%s leads to a runbook that says what it means and what to do", (_, alarm) => {
  const file = join(folder, `${runbookOf(alarm)}.md`);
  expect(existsSync(file)).toBe(true);
  const text = readFileSync(file, "utf8");
  const parts = [...text.matchAll(/^## (.+)\n\n(\S[^#]+)/gm)].map(([, title]) => title);
  expect(parts).toEqual(["Meaning", "Impact", "Diagnosis", "Mitigation"]);
});

test("there is no runbook that no alarm leads to", () => {
  const used = new Set(Object.values(alarms).map(runbookOf));
  const there = readdirSync(folder).map((file) => file.replace(/\.md$/, ""));
  expect(there.filter((name) => !used.has(name))).toEqual([]);
});

test("every alarm tells the topic when it begins and when it ends", () => {
  for (const alarm of Object.values(alarms)) {
    expect(alarm.alarm_actions).toEqual(["${aws_sns_topic.notifications_topic.arn}"]);
    expect(alarm.ok_actions).toEqual(alarm.alarm_actions);
  }
});

test("alarms that know a thing by its name know the name that it has", () => {
  const database = alarms.alarm_database_busy?.dimensions as { readonly DBInstanceIdentifier: string };
  expect(database.DBInstanceIdentifier).toBe(resources("data", "aws_db_instance").database?.identifier);
  const backup = alarms.alarm_backup_missing?.dimensions as { readonly BackupVaultName: string };
  expect(backup.BackupVaultName).toBe(resources("recovery", "aws_backup_vault").vault?.name);
  const queue = alarms.alarm_messages_undelivered?.dimensions as { readonly QueueName: string };
  expect(queue.QueueName).toBe(resources("alerts", "aws_sqs_queue").notifications_undelivered?.name);
});

test("what must report by itself rings when it is silent", () => {
  const silent = Object.entries(alarms).filter(([, alarm]) => alarm.treat_missing_data === "breaching");
  expect(silent.map(([name]) => name).sort()).toEqual(["alarm_backup_missing", "alarm_database_silent"]);
});

test("the people on call hear of alarms, events of security and the trail's alarms, and of the budget", () => {
  const subscriptions = Object.values(resources("alerts", "aws_sns_topic_subscription"));
  expect(subscriptions.map(({ topic_arn, endpoint }) => [topic_arn, endpoint])).toEqual([
    ["${aws_sns_topic.notifications_topic.arn}", "digit-on-call@example.org"],
    ["${var.foundation_trail_alarm_topic_arn}", "digit-on-call@example.org"],
  ]);
  expect(resources("alerts", "aws_budgets_budget").budget).toMatchObject({ limit_amount: "1500", limit_unit: "USD" });
});

test("an event that reaches nobody is kept", () => {
  for (const target of Object.values(resources("alerts", "aws_cloudwatch_event_target"))) {
    expect(target.dead_letter_config).toEqual({ arn: "${aws_sqs_queue.notifications_undelivered.arn}" });
  }
});
