import { groupByCheck } from "./order";
import { sampleFinding, sampleFindings } from "./testing/sample";

test("the worst stands first, whatever the order of the input", () => {
  const order = groupByCheck([...sampleFindings].reverse()).map(
    (group) => `${group.status} ${group.severity} ${group.rule}`,
  );
  expect(order).toEqual([
    "fail critical NET-01",
    "fail high RDS-01",
    "unknown high KMS-02",
    "excepted medium RDS-08",
    "pass high RDS-04",
  ]);
});

test("findings of one check stand together only with the same status and severity", () => {
  const groups = groupByCheck([
    sampleFinding({ resource: "b" }),
    sampleFinding({ resource: "a", severity: "low" }),
    sampleFinding({ resource: "a" }),
  ]);
  expect(groups.map((group) => group.findings.map((finding) => finding.resource))).toEqual([["a", "b"], ["a"]]);
});
