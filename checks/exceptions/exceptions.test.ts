import { UserError } from "../../common/errors";
import { decide } from "..";
import { evaluate } from "../evaluate";
import type { Rule } from "../rule";
import { graphOf } from "../testing/graph";
import { testResult, testRule } from "../testing/rule";
import { addException, listExceptions, reviewExceptions } from "./manage";
import type { ExceptionEntry } from "./model";
import { readExceptions } from "./read";

const now = new Date("2026-03-01T12:00:00Z");
const rule = testRule((node) =>
  node.address === "aws_s3_bucket.a"
    ? [testResult("fail"), testResult("unknown", { check: "TST-01.second" })]
    : [testResult("pass")],
);
const protecting = testRule(() => [], { id: "TST-02", group: "encryption-at-rest", aliases: [] });
const rules: readonly Rule[] = [rule, protecting];
const approvers = ["asha", "ravi", "meera"];

const entry: ExceptionEntry = {
  rule: "TST-01",
  resource: "aws_s3_bucket.a",
  reason: "The supplier renames it next month",
  owner: "asha",
  approvedBy: "ravi",
  ticket: "OPS-7",
  expires: "2026-05-01",
};

function fileWith(...entries: readonly Partial<ExceptionEntry>[]): string {
  return `# why and until when\n${JSON.stringify({ exceptions: entries.map((one) => ({ ...entry, ...one })) })}\n`;
}

function judged(...entries: readonly Partial<ExceptionEntry>[]) {
  const graph = graphOf({ json: { resource: { aws_s3_bucket: { a: {}, b: {} } } }, stack: "data" });
  const file = readExceptions(fileWith(...entries), "exceptions/demo.yaml");
  return evaluate(graph, rules, { version: "1", now, exceptions: { file, approvers } });
}

const rows = (report: ReturnType<typeof judged>) =>
  report.findings.map((finding) => `${finding.status} ${finding.check}`);

test("one check is excepted, the rule's other checks are not", () => {
  const report = judged({ check: "TST-01.first" });
  expect(rows(report)).toEqual(["unknown TST-01.second", "excepted TST-01.first"]);
  expect(report.findings[1]?.reason).toBe(
    "The supplier renames it next month (owner asha, approved by ravi, OPS-7, until 2026-05-01)",
  );
  expect(decide(report, "medium").allowed).toBe(true);
});

test("without a check the whole rule is excepted, also by an alias and for one stack", () => {
  expect(rows(judged({ rule: "TST-00", stack: "data" }))).toEqual(["excepted TST-01.first", "excepted TST-01.second"]);
});

test.each<[string, Partial<ExceptionEntry>, string]>([
  ["expired", { expires: "2026-02-28" }, "EXC-01.expired"],
  ["longer than 180 days from now", { expires: "2026-09-01" }, "EXC-04.lifetime"],
  ["longer than 180 days from its grant", { granted: "2025-10-01", expires: "2026-05-01" }, "EXC-04.lifetime"],
  ["not granted yet", { granted: "2026-03-02" }, "EXC-04.lifetime"],
  ["approved by its owner", { approvedBy: "Asha" }, "EXC-03.approver"],
  ["approved by nobody who may", { approvedBy: "eve" }, "EXC-03.approver"],
  ["approved by two of whom one may not", { approvedBy: ["ravi", "eve"] }, "EXC-03.approver"],
  ["an emergency of one approver", { emergency: true, expires: "2026-03-03T00:00:00Z" }, "EXC-05.two-approvers"],
  [
    "an emergency of more than 72 hours",
    { emergency: true, approvedBy: ["ravi", "meera"], expires: "2026-03-05T00:00:00Z" },
    "EXC-04.lifetime",
  ],
])("one that is %s does not count, and is a finding that refuses", (_name, change, check) => {
  const report = judged(change);
  expect(rows(report)).toContain("fail TST-01.first");
  expect(rows(report)).toContain(`fail ${check}`);
  const about = report.findings.find((finding) => finding.check === check);
  expect(about).toMatchObject({
    severity: "high",
    resource: "aws_s3_bucket.a",
    stack: "data",
    source: { file: "exceptions/demo.yaml", line: 2 },
  });
  expect(decide(report, "medium").allowed).toBe(false);
});

test("the last day counts as a whole, 180 days are allowed", () => {
  expect(rows(judged({ expires: "2026-03-01" }))).toContain("excepted TST-01.first");
  expect(rows(judged({ granted: "2026-01-01", expires: "2026-06-30" }))).toContain("excepted TST-01.first");
});

test("an emergency within its limits counts and is listed first", () => {
  const report = judged({
    check: "TST-01.first",
    emergency: true,
    approvedBy: ["ravi", "meera"],
    expires: "2026-03-04T12:00:00Z",
  });
  expect(rows(report)).toEqual(["excepted TST-01.first", "unknown TST-01.second"]);
  expect(report.findings[0]?.reason).toContain("Emergency: ");
});

test("encryption and isolation are never excepted by the emergency way", () => {
  const report = judged({ rule: "TST-02", emergency: true, approvedBy: ["ravi", "meera"], expires: "2026-03-02" });
  expect(rows(report)).toContain("fail EXC-05.protected-control");
});

test("one that matches nothing is a finding, unless its stack is not judged here", () => {
  expect(rows(judged({ resource: "aws_s3_bucket.b" }))).toContain("fail EXC-02.unused");
  expect(rows(judged({ resource: "aws_s3_bucket.b", stack: "network" })).join()).not.toContain("EXC-02");
});

test("a rule, check or exception rule that cannot be excepted is said", () => {
  for (const change of [{ rule: "TST-99" }, { check: "TST-01.third" }, { rule: "EXC-01" }])
    expect(rows(judged(change))).toContain("fail EXC-06.known-control");
});

describe("the file", () => {
  function problemsOf(text: string): readonly string[] {
    try {
      readExceptions(text, "x.yaml");
    } catch (error) {
      if (error instanceof UserError)
        return error.problems.map((problem) => `${problem.line} ${problem.code} ${problem.path ?? ""}`);
      throw error;
    }
    return [];
  }

  test("all problems are told at once, each with its line", () => {
    const text = [
      "exceptions:",
      "  - rule: RDS-05",
      "    resource: '*'",
      "    owners: me",
      "    expires: soon",
      "  - {}",
    ].join("\n");
    expect(problemsOf(text)).toEqual(
      expect.arrayContaining([
        "2 missing-key exceptions[0]",
        "3 wrong-value exceptions[0].resource",
        "4 unknown-key exceptions[0].owners",
        "5 wrong-value exceptions[0].expires",
        "6 missing-key exceptions[1]",
      ]),
    );
  });

  test.each([
    ["a wildcard in the resource", { resource: "aws_s3_bucket.*" }],
    ["no resource", { resource: "" }],
    ["no reason worth the name", { reason: "because" }],
    ["a day that does not exist", { expires: "2026-13-01" }],
  ])("%s is refused", (_name, change) => {
    expect(problemsOf(fileWith(change))).toHaveLength(1);
  });

  test("an empty file has no exceptions; broken YAML, double keys and exploding aliases are refused", () => {
    expect(readExceptions("", "x.yaml").exceptions).toEqual([]);
    expect(readExceptions("# nothing yet\nexceptions: []\n", "x.yaml").exceptions).toEqual([]);
    expect(problemsOf("exceptions: [")).not.toEqual([]);
    expect(problemsOf("exceptions: []\nexceptions: []\n")).not.toEqual([]);
    const bomb = [
      "a: &a [x,x,x,x,x,x,x,x,x]",
      ..."bcdefgh"
        .split("")
        .map((name, index) => `${name}: &${name} [${Array(9).fill(`*${"abcdefg"[index]}`).join(",")}]`),
    ];
    expect(problemsOf(bomb.join("\n"))).not.toEqual([]);
  });

  test("adding keeps comments, and refuses what would not count or is there already", () => {
    const options = { rules, now, approvers };
    const added = addException("# kept\nexceptions: []\n", entry, "x.yaml", options);
    expect(added).toContain("# kept");
    expect(listExceptions(readExceptions(added, "x.yaml"))).toEqual([entry]);
    expect(listExceptions(readExceptions(addException("", entry, "x.yaml", options), "x.yaml"))).toEqual([entry]);
    expect(() => addException(added, entry, "x.yaml", options)).toThrow("already excepts");
    expect(() => addException("", { ...entry, approvedBy: "asha" }, "x.yaml", options)).toThrow("would not count");
    expect(() => addException("", { ...entry, resource: "*" }, "x.yaml", options)).toThrow(UserError);
  });

  test("a review shows emergencies first, then what ends first, with its state", () => {
    const file = readExceptions(
      fileWith(
        { ticket: "late" },
        { ticket: "gone", expires: "2026-02-01" },
        { ticket: "soon", expires: "2026-03-10" },
        { ticket: "urgent", emergency: true, approvedBy: ["ravi", "meera"], expires: "2026-03-03" },
        { ticket: "wrong", approvedBy: "eve" },
      ),
      "x.yaml",
    );
    expect(reviewExceptions(file, { rules, now, approvers }).map((one) => `${one.entry.ticket} ${one.state}`)).toEqual([
      "urgent expiring",
      "gone expired",
      "soon expiring",
      "late valid",
      "wrong not-valid",
    ]);
  });
});
