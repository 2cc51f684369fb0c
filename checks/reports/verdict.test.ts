import { sampleFinding, sampleReport } from "./testing/sample";
import { judge } from "./verdict";

test("a fail at or above the level refuses, one below does not", () => {
  const report = sampleReport([sampleFinding({ severity: "medium" })]);
  expect(judge(report).allowed).toBe(false);
  expect(judge(report, "high").allowed).toBe(true);
  expect(judge(report, "never").allowed).toBe(true);
});

test("an unknown refuses in a plan, and is only reported in sources", () => {
  expect(judge(sampleReport([sampleFinding({ status: "unknown", input: 0 })])).allowed).toBe(true);
  expect(judge(sampleReport([sampleFinding({ status: "unknown", input: 1 })])).unknowns).toHaveLength(1);
  expect(judge(sampleReport([sampleFinding({ status: "unknown", input: 1, severity: "low" })])).allowed).toBe(true);
});

test("exceptions and passes refuse nothing", () => {
  const report = sampleReport([sampleFinding({ status: "excepted" }), sampleFinding({ status: "pass" })]);
  expect(judge(report)).toMatchObject({ allowed: true, fails: [], unknowns: [] });
});
