import { evaluate } from "../evaluate";
import { graphOf } from "../testing/graph";
import { testResult, testRule } from "../testing/rule";
import { controlsOf, mostPasses } from "./controls";

const rule = testRule((node) => [
  testResult(node.address.endsWith("bad") ? "fail" : node.address.endsWith("open") ? "unknown" : "pass"),
  ...(node.address.endsWith("bad") ? [testResult("fail", { check: "TST-01.second", severity: "critical" })] : []),
]);
const report = (names: readonly string[], stack = "data") =>
  evaluate(
    graphOf({ json: { resource: { aws_s3_bucket: Object.fromEntries(names.map((name) => [name, {}])) } }, stack }),
    [rule],
    { version: "1", now: new Date(0), show: "all" },
  );

test("each check on each stack has its counts and the addresses, and no value", () => {
  const controls = controlsOf(report(["good", "bad", "open", "also"]));
  expect(controls).toEqual([
    {
      rule: "TST-01",
      check: "TST-01.first",
      severity: "high",
      stack: "data",
      counts: { pass: 2, fail: 1, unknown: 1, excepted: 0 },
      fail: ["aws_s3_bucket.bad"],
      unknown: ["aws_s3_bucket.open"],
      excepted: [],
      pass: ["aws_s3_bucket.also", "aws_s3_bucket.good"],
    },
    {
      rule: "TST-01",
      check: "TST-01.second",
      severity: "critical",
      stack: "data",
      counts: { pass: 0, fail: 1, unknown: 0, excepted: 0 },
      fail: ["aws_s3_bucket.bad"],
      unknown: [],
      excepted: [],
      pass: [],
    },
  ]);
});

test("of many passes the first are named and all are counted; what failed is always named", () => {
  const names = Array.from({ length: mostPasses + 50 }, (_, index) => `n${index}`);
  const [many] = controlsOf(report(names));
  expect(many?.pass).toHaveLength(mostPasses);
  expect(many?.counts.pass).toBe(mostPasses + 50);
  const bad = controlsOf(report(names.map((name) => `${name}bad`)))[0];
  expect(bad?.fail).toHaveLength(mostPasses + 50);
});
