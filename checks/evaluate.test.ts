import { evaluate } from "./evaluate";
import { decide } from "./index";
import type { Report } from "./model";
import type { Rule } from "./rule";
import { graphOf } from "./testing/graph";
import { testResult, testRule } from "./testing/rule";

const now = new Date("2026-01-01T00:00:00Z");
const source = {
  json: {
    resource: { aws_s3_bucket: { a: { bucket: "bad" }, b: { bucket: "good" } }, aws_vpc: { v: {} } },
    data: { aws_vpc: { given: {} } },
    variable: { x: {} },
  },
};

function judge(rules: readonly Rule[], options: Partial<Parameters<typeof evaluate>[2]> = {}): Report {
  return evaluate(graphOf(source), rules, { version: "1", now, ...options });
}

test("the worst of several results of one check on one resource counts", () => {
  const rule = testRule(() => [
    testResult("pass", { path: "x" }),
    testResult("fail", { path: "z" }),
    testResult("fail", { path: "y" }),
    testResult("unknown"),
  ]);
  const report = judge([rule]);
  expect(report.findings.map((finding) => [finding.resource, finding.status, finding.path])).toEqual([
    ["aws_s3_bucket.a", "fail", "y"],
    ["aws_s3_bucket.b", "fail", "y"],
  ]);
  expect(report.summary).toMatchObject({ pass: 0, fail: 2, unknown: 0 });
});

test("a rule that throws makes each of its checks unknown with the cause", () => {
  const rule = testRule((node) => {
    if (node.address === "aws_s3_bucket.a") throw new Error("no such thing");
    return [testResult("pass")];
  });
  const report = judge([rule]);
  expect(report.findings.map(({ check, status, reason }) => [check, status, reason])).toEqual([
    ["TST-01.first", "unknown", "the rule failed: no such thing"],
    ["TST-01.second", "unknown", "the rule failed: no such thing"],
  ]);
});

test("a parameter that the rule does not declare is a defect of the rule", () => {
  const [finding] = judge([
    testRule((_node, context) => [testResult("fail", { actual: context.parameter("other") })]),
  ]).findings;
  expect(finding?.reason).toContain("TST-01 declares no parameter other");
});

test("parameters are given or defaults, and echoed", () => {
  const rule = testRule((_node, context) => [testResult(context.parameter("limit") === 5 ? "pass" : "fail")]);
  expect(judge([rule], { parameters: { limit: 5 } })).toMatchObject({
    parameters: { limit: 5 },
    summary: { fail: 0, pass: 2 },
  });
  expect(judge([rule])).toMatchObject({ parameters: { limit: 3 }, summary: { fail: 2 } });
});

test("passes are counted always and listed on demand", () => {
  const rule = testRule(() => [testResult("pass")]);
  expect(judge([rule])).toMatchObject({ findings: [], summary: { pass: 2 } });
  expect(judge([rule], { show: "all" }).findings).toHaveLength(2);
});

test("coverage names what was judged and what nothing judges", () => {
  const other = testRule(() => [], { id: "TST-02", resourceTypes: ["aws_instance"] });
  const report = judge([testRule(() => []), other]);
  expect(report.coverage).toEqual({
    rulesApplied: ["TST-01"],
    rulesNotApplicable: ["TST-02"],
    resourceTypes: [
      { type: "aws_s3_bucket", resources: 2, rules: 1 },
      { type: "aws_vpc", resources: 1, rules: 0 },
    ],
  });
  expect(report.summary).toMatchObject({ resources: 3, unevaluatedResources: 1 });
});

test("findings stand in one order, and the same input gives the same bytes", () => {
  const rule = testRule((node) => [
    testResult("fail"),
    testResult("unknown", { check: "TST-01.second", resource: node }),
  ]);
  const once = JSON.stringify(judge([rule]));
  expect(JSON.stringify(judge([rule]))).toBe(once);
  expect(judge([rule]).findings.map((finding) => `${finding.severity} ${finding.resource}`)).toEqual([
    "high aws_s3_bucket.a",
    "high aws_s3_bucket.b",
    "low aws_s3_bucket.a",
    "low aws_s3_bucket.b",
  ]);
});

test("a rule is not asked about inputs that it does not read", () => {
  expect(judge([testRule(() => [testResult("fail")], { inputs: ["plan"] })]).summary.fail).toBe(0);
});

describe("secrets", () => {
  const canary = "c4n4ry-0f-the-mine";
  const graph = graphOf({
    json: {
      variable: { pw: { sensitive: true, default: canary } },
      resource: { aws_db_instance: { d: { password: canary, username: "${var.pw}", engine: "AKIAIOSFODNN7EXAMPLE" } } },
    },
  });
  const leaky = testRule(
    (node) =>
      ["password", "username", "engine"].map((path) => {
        const reading = node.get(path);
        const value = reading.kind === "known" ? String(reading.value) : "";
        return testResult("fail", {
          check: `TST-01.${path}`,
          path,
          actual: { is: value },
          message: `it is ${value}`,
          reason: value,
        });
      }),
    { resourceTypes: ["aws_db_instance"] },
  );

  test("neither what is marked nor what looks like one reaches a report", () => {
    const report = evaluate(graph, [leaky], { version: "1", now });
    expect(report.findings).toHaveLength(3);
    expect(JSON.stringify(report)).not.toMatch(/c4n4ry|AKIAIOSFODNN7EXAMPLE/);
    expect(JSON.stringify(report)).toContain("(sensitive)");
  });

  test("nor when the rule throws", () => {
    const thrower = testRule(
      (node) => {
        throw new Error(`cannot read postgres://u:${canary}@h/ of ${node.address}`);
      },
      { resourceTypes: ["aws_db_instance"] },
    );
    expect(JSON.stringify(evaluate(graph, [thrower], { version: "1", now }))).not.toContain("c4n4ry");
  });
});

test("an unknown refuses in a plan and a state, and is only reported of a source", () => {
  const unknown = testRule(() => [testResult("unknown")]);
  expect(decide(judge([unknown]), "medium").allowed).toBe(true);
  const plan = {
    format_version: "1.2",
    planned_values: {},
    resource_changes: [
      {
        address: "aws_s3_bucket.a",
        mode: "managed",
        type: "aws_s3_bucket",
        name: "a",
        change: { actions: ["create"], after: {}, after_unknown: {} },
      },
    ],
  };
  const report = evaluate(graphOf({ json: plan }), [unknown], { version: "1", now });
  expect(decide(report, "medium").allowed).toBe(false);
  expect(decide(report, "critical").allowed).toBe(true);
  expect(decide(judge([testRule(() => [testResult("fail")])]), "high").allowed).toBe(false);
});
