import { stripVTControlCharacters } from "node:util";
import type { ReportedException } from "../platformReport";
import { sampleRules } from "../testing/platform";
import { comparedReport, sampleFinding, sampleFindings, sampleReport } from "../testing/sample";
import { displayWidth } from "../text/width";
import { renderConsole } from "./index";

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
  expect(text).toContain("3 failed (1 critical, 2 high), 1 unknown, 1 excepted, 1 passed");
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
  for (const width of [40, 60, 80, 133]) {
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

const many = Array.from({ length: 10_000 }, (_, index) =>
  sampleFinding({
    resource: `aws_db_instance.number_${index}`,
    check: `RDS-01.check-${index % 250}`,
    source: { file: "infra/main.tf", line: index + 1 },
  }),
);

test("ten thousand findings leave something to read, every check with its count, and a way to all of them", () => {
  const text = renderConsole(sampleReport(many), { width: 60 });
  const lines = text.split("\n");
  expect(lines.length).toBeLessThan(1500);
  expect(Math.max(...lines.map(displayWidth))).toBeLessThanOrEqual(60);
  expect(lines.filter((line) => /^FAIL .* \(40\)$/.test(line))).toHaveLength(250);
  expect(lines.filter((line) => line.includes("… and 25 more resources")).length).toBeGreaterThan(0);
  expect(text).toMatch(/shortened\s+--show all/);
  expect(text.trimEnd().split("\n").slice(-2).join(" ")).toContain("refused: 10000 fails at or above medium");
});

test("whoever asks for all gets all", () => {
  const text = renderConsole(sampleReport(many), { show: "all" });
  expect(many.every(({ resource }) => text.includes(`  ${resource}  (stack data)\n`))).toBe(true);
  expect(text).not.toContain("shortened");
});

test("a finding on one line keeps its place whole, so that a terminal can open it", () => {
  const text = renderConsole(sampleReport(many.slice(0, 2500)), { width: 40 });
  expect(text).toMatch(/^ {2}infra\/main\.tf:2001 {2}aws_db_instance/m);
});

test("with a baseline what is new comes first, what is known is folded, and what is fixed is named", () => {
  const text = renderConsole(comparedReport(), { width: 100 });
  expect(text).toContain("aws_security_group.way_in  (stack network)  [new]");
  expect(text).toMatch(/RDS-01\.storage-encrypted \(2, known in the baseline\)/);
  expect(text).toMatch(/FIXED since the baseline \(1\)\n {2}high {2}S3-01\.public {2}aws_s3_bucket\.old/);
  expect(text).toContain("1 new, 4 unchanged, 1 fixed");
  expect(text).toContain("refused: 1 new fail at or above medium");
});

test("what was not judged is counted at the end and noted at the beginning", () => {
  const report = sampleReport();
  const notes = [
    {
      kind: "unseen-module" as const,
      message: "the module vpc is not part of the input",
      source: { file: "main.tf", line: 3 },
    },
  ];
  const inputs = report.inputs.map((input, index) => (index === 0 ? { ...input, notes } : input));
  const text = renderConsole({ ...report, inputs }, { passedOver: [{ path: "x", reason: "a link" }], width: 100 });
  expect(text).toContain("note: main.tf:3: the module vpc is not part of the input");
  expect(text).toContain("not judged 1 note, 1 passed over");
});

test("a thousand inputs are counted, not listed", () => {
  const report = sampleReport();
  const inputs = Array.from({ length: 1000 }, (_, index) => ({ ...report.inputs[0], path: `plans/${index}.json` }));
  const text = renderConsole({ ...report, inputs: inputs as typeof report.inputs });
  expect(text).toContain("… and 980 more inputs");
});

test("the title of a check stands under its id, where the rules are at hand", () => {
  const checks = [
    { id: "RDS-01.storage-encrypted", title: "The storage is encrypted", severity: "high" as const, equivalents: {} },
  ];
  const rules = sampleRules.map((rule) => (rule.id === "RDS-01" ? { ...rule, checks } : rule));
  expect(renderConsole(sampleReport(), { rules })).toContain(
    "RDS-01.storage-encrypted (2)\n  The storage is encrypted\n",
  );
});
