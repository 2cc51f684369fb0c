import fc from "fast-check";
import { UserError } from "../../common/errors";
import type { Finding, Report } from "../model";
import { renderJson } from "../reports/json";
import { sampleFinding, sampleFindings, sampleReport } from "../reports/testing/sample";
import { judge } from "../reports/verdict";
import { compareWithBaseline, type Judged } from "./compare";
import { readBaseline } from "./read";

const bytes = (report: Report | string) =>
  new TextEncoder().encode(typeof report === "string" ? report : renderJson(report));
const read = (report: Report | string) => readBaseline(bytes(report), "old.json", "old.json");
const everything = (...reports: readonly Report[]): Judged => ({
  rules: new Set(reports.flatMap(({ findings }) => findings.map(({ rule }) => rule))),
  exceptions: true,
});
function compared(now: readonly Finding[], then: readonly Finding[]): Report {
  const [today, earlier] = [sampleReport(now), sampleReport(then)];
  return compareWithBaseline(today, read(earlier), everything(today, earlier));
}
const states = (report: Report) => report.findings.map(({ baselineState }) => baselineState);
const codeOf = (action: () => unknown): string => {
  try {
    action();
  } catch (error) {
    return error instanceof UserError ? `${error.exitCode} ${error.code}` : "another error";
  }
  return "nothing thrown";
};

test("against itself nothing is new, nothing fixed, and nothing refuses", () => {
  const report = compared(sampleFindings, sampleFindings);
  expect(report.baseline).toMatchObject({ path: "old.json", new: 0, unchanged: 5, fixed: 0 });
  expect(report.findings.filter(({ status }) => status === "pass").every((one) => !("baselineState" in one))).toBe(
    true,
  );
  expect(judge(report, "low").allowed).toBe(true);
  expect(judge(sampleReport(), "low").allowed).toBe(false);
});

test("a new finding refuses, one that is gone is fixed", () => {
  const [a, b] = [sampleFinding({ resource: "aws_x.a" }), sampleFinding({ resource: "aws_x.b" })];
  const report = compared([b], [a]);
  expect(states(report)).toEqual(["new"]);
  expect(report.baseline?.fixedFindings.map(({ resource }) => resource)).toEqual(["aws_x.a"]);
  expect(judge(report).fails).toHaveLength(1);
});

test("equal findings are matched one to one, within the same input first", () => {
  const one = (input: number) => sampleFinding({ input });
  const report = compared([one(0), one(1), one(1)], [one(1), one(1)]);
  expect(states(report)).toEqual(["new", "unchanged", "unchanged"]);
  expect(compared([one(0)], [one(1), one(1)]).baseline).toMatchObject({ new: 0, unchanged: 1, fixed: 1 });
});

test.each([
  ["excepted", "high", "fail", "high", "new"],
  ["excepted", "high", "unknown", "high", "new"],
  ["unknown", "high", "fail", "high", "new"],
  ["fail", "medium", "fail", "high", "new"],
  ["fail", "high", "fail", "medium", "unchanged"],
  ["fail", "high", "unknown", "high", "unchanged"],
  ["fail", "high", "excepted", "high", "unchanged"],
  ["unknown", "high", "unknown", "high", "unchanged"],
] as const)("%s %s that is now %s %s is %s", (before, severityBefore, status, severity, state) => {
  const report = compared(
    [sampleFinding({ status, severity })],
    [sampleFinding({ status: before, severity: severityBefore })],
  );
  expect(states(report)).toEqual([state]);
  expect(report.baseline?.fixed).toBe(0);
});

test("what is wrong with an exception refuses however old it is", () => {
  const expired = sampleFinding({ type: "exception", rule: "EXC-01", check: "EXC-01.expired" });
  const report = compared([expired], [expired]);
  expect(states(report)).toEqual(["unchanged"]);
  expect(judge(report).allowed).toBe(false);
});

test("what was not looked for is not fixed", () => {
  const [today, earlier] = [sampleReport([]), sampleReport()];
  const { baseline } = compareWithBaseline(today, read(earlier), { rules: new Set(["NET-01"]), exceptions: false });
  expect(baseline?.fixedFindings.map(({ rule }) => rule)).toEqual(["NET-01"]);
});

test("counts always add up", () => {
  const finding = fc
    .record({
      resource: fc.constantFrom("a", "b", "c"),
      status: fc.constantFrom("fail" as const, "unknown" as const, "excepted" as const),
      severity: fc.constantFrom("low" as const, "high" as const),
      input: fc.constantFrom(0, 1),
    })
    .map(sampleFinding);
  const list = fc.array(finding, { maxLength: 12 });
  fc.assert(
    fc.property(list, list, (now, then) => {
      const { baseline, findings } = compared(now, then);
      if (baseline === undefined) throw new Error("no comparison");
      expect(baseline.new + baseline.unchanged).toBe(findings.length);
      expect(baseline.unchanged + baseline.fixed).toBeLessThanOrEqual(then.length);
      expect(baseline.fixed).toBe(baseline.fixedFindings.length);
      expect(baseline.fixed).toBeGreaterThanOrEqual(then.length - now.length);
    }),
  );
});

test.each([
  ["no JSON", 'resource "x" {}', "2 invalid-baseline"],
  ["a list", "[]", "2 invalid-baseline"],
  ["null", "null", "2 invalid-baseline"],
  ["SARIF", '{"version":"2.1.0","runs":[]}', "2 invalid-baseline"],
  [
    "another version",
    renderJson(sampleReport()).replace('"schemaVersion": "1.0"', '"schemaVersion": "2.0"'),
    "2 baseline-version",
  ],
  [
    "a finding without a fingerprint",
    renderJson(sampleReport()).replaceAll('"fingerprint"', '"other"'),
    "2 invalid-input",
  ],
  [
    "a finding that is a text",
    '{"tool":{"name":"digit-platform"},"schemaVersion":"1.0","findings":["x"]}',
    "2 invalid-input",
  ],
  ["deep nesting", "[".repeat(200_000), "2 invalid-baseline"],
])("%s is no baseline", (_, text, code) => {
  expect(codeOf(() => read(text))).toBe(code);
});
