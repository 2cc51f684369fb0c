import { stripVTControlCharacters } from "node:util";
import { renderConsole } from "./console";
import type { ReportedException } from "./platformReport";
import { sampleFinding, sampleFindings, sampleReport } from "./testing/sample";
import { displayWidth } from "./text/width";

const exception: ReportedException = {
  rule: "RDS-08",
  resource: "aws_db_instance.main",
  reason: "Training system, rebuilt every night.",
  owner: "asha",
  approvedBy: "vikram",
  ticket: "DP-17",
  expires: "2026-06-30",
};

test("every finding is there with all that is needed to act", () => {
  const text = renderConsole(sampleReport(), { width: 200 });
  for (const finding of sampleFindings.filter(({ status }) => status !== "pass")) {
    for (const part of [
      finding.check,
      finding.resource,
      finding.path,
      finding.message,
      finding.remediation,
      finding.severity,
    ]) {
      expect(text).toContain(part);
    }
  }
  expect(text).toContain("expected   true");
  expect(text).toContain("actual     0.0.0.0/0");
  expect(text).toContain("cause      known after apply: aws_iam_role.writer.arn");
  expect(text).toContain("source     stacks/data/cdk.tf.json:12");
  expect(text).toContain("construct  data/Database/Instance");
});

test("the worst comes first and the verdict last", () => {
  const text = renderConsole(sampleReport());
  const places = ["NET-01.", "RDS-01.", "KMS-02.", "RDS-08.", "Summary"].map((word) => text.indexOf(word));
  expect(places).toEqual([...places].sort((a, b) => a - b));
  expect(places[0]).toBeGreaterThan(0);
  expect(text.trimEnd().split("\n").slice(-3).join(" ")).toMatch(/verdict\s+refused: 3 fails at or above medium/);
});

test("the summary counts what the report counts", () => {
  const text = renderConsole(sampleReport(), { width: 200 });
  expect(text).toContain("3 failed, 1 unknown, 1 excepted, 1 passed");
  expect(text).toContain("5 rules applied, 2 had nothing to judge; 39 resources, 2 of them without a rule (1 type)");
});

test("passes are listed only when asked for", () => {
  expect(renderConsole(sampleReport())).not.toContain("RDS-04");
  expect(renderConsole(sampleReport(), { show: "all" })).toContain("backup_retention_period = 35");
});

test("an exception shows who answers for it and until when", () => {
  const text = renderConsole(sampleReport(), { exceptions: [exception], width: 120 });
  expect(text).toContain("owner      asha, approved by vikram, DP-17");
  expect(text).toContain("expires    2026-06-30");
});

test("the level decides the verdict", () => {
  const report = sampleReport([sampleFinding({ severity: "low" })]);
  expect(renderConsole(report)).toContain("allowed: no fail at or above medium");
  expect(renderConsole(report, { failOn: "low" })).toContain("refused: 1 fail at or above low");
  expect(renderConsole(report, { failOn: "never" })).toContain("allowed: nothing refuses");
});

test("colour only when asked for, and then the same words", () => {
  const plain = renderConsole(sampleReport(), { show: "all" });
  const coloured = renderConsole(sampleReport(), { show: "all", color: true });
  expect(plain).not.toContain("\u001b");
  expect(coloured).toContain("\u001b[");
  expect(stripVTControlCharacters(coloured)).toBe(plain);
});

test("lines keep to the width, whatever the names", () => {
  const long = `aws_x.${"ಕರ್ನಾಟಕ日本😀_".repeat(30)}["${"k".repeat(300)}"]`;
  const report = sampleReport([
    sampleFinding({ resource: long, path: long, message: long, actual: long, check: `X-1.${"y".repeat(200)}` }),
    sampleFinding({ resource: long, status: "pass" }),
  ]);
  for (const width of [40, 80, 133]) {
    const lines = renderConsole(report, { width, show: "all" }).split("\n");
    expect(Math.max(...lines.map(displayWidth))).toBeLessThanOrEqual(width);
  }
});

test("names cannot drive the terminal, and secrets stay inside", () => {
  const canary = ["AKIA", "QWERTYUIOPASDFGH"].join("");
  const report = sampleReport([
    sampleFinding({
      resource: "aws_x.\u001b[2J\u202e",
      message: "line\nbreak \u0007",
      actual: canary,
      path: "tags.\u009b31m",
    }),
  ]);
  const text = renderConsole(report, { width: 120 });
  expect(/(?!\n)[\p{Cc}\u202e]/u.test(text)).toBe(false);
  expect(text).toContain("\\u{1b}[2J");
  expect(text).not.toContain(canary);
  expect(text).toContain("(sensitive)");
});
