import { UserError } from "../../common/errors";
import { decide } from "..";
import { evaluate } from "../evaluate";
import type { Rule } from "../rule";
import { graphOf } from "../testing/graph";
import { testResult, testRule } from "../testing/rule";
import { addException, listExceptions } from "./manage";
import type { ExceptionEntry } from "./model";
import { readExceptions } from "./read";
import { reviewAllowances, reviewExceptions } from "./review";

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
  const report = judged({ rule: "TST-00", stack: "data" });
  expect(rows(report)).toEqual(["fail EXC-07.one-check", "excepted TST-01.first", "excepted TST-01.second"]);
  expect(report.findings[0]).toMatchObject({ severity: "low", path: "exceptions[0].check", actual: null });
  expect(decide(report, "medium").allowed).toBe(true);
});

describe("one that is wider than its reason", () => {
  const everywhere = { resource: { aws_s3_bucket: { a: {} } } };
  const judgedIn = (entry: Partial<ExceptionEntry>, ...places: readonly { stack?: string; path?: string }[]) => {
    const graph = graphOf(...places.map((place) => ({ json: everywhere, ...place })));
    const file = readExceptions(fileWith({ check: "TST-01.first", ...entry }), "exceptions/demo.yaml");
    return evaluate(graph, rules, { version: "1", now, exceptions: { file, approvers } });
  };

  test("an address that stands in two stacks needs the stack, and refuses without it", () => {
    const both = [{ stack: "data" }, { stack: "edge" }];
    const report = judgedIn({}, ...both);
    expect(rows(report)).toContain("fail EXC-07.one-stack");
    expect(rows(report).filter((row) => row === "excepted TST-01.first")).toHaveLength(2);
    expect(decide(report, "medium").allowed).toBe(false);
    const narrow = judgedIn({ stack: "edge" }, ...both);
    expect(rows(narrow)).not.toContain("fail EXC-07.one-stack");
    expect(rows(narrow)).toContain("fail TST-01.first");
    expect(rows(narrow)).toContain("excepted TST-01.first");
  });

  test("where inputs have no stack, their paths tell them apart", () => {
    const both = [{ path: "blue/main.tf.json" }, { path: "green/main.tf.json" }];
    expect(judgedIn({}, ...both).findings.find(({ check }) => check === "EXC-07.one-stack")?.expected).toBe(
      "one of blue/main.tf.json, green/main.tf.json",
    );
    const narrow = judgedIn({ stack: "blue/main.tf.json" }, ...both);
    expect(narrow.findings.filter(({ status }) => status === "excepted").map(({ input }) => input)).toEqual([0]);
    expect(rows(narrow).join()).not.toContain("EXC-02");
  });

  test("something critical is excepted for 180 days at most, and said after 90", () => {
    const critical = testRule(() => [testResult("fail", { severity: "critical" })]);
    const judgedUntil = (expires: string) => {
      const file = readExceptions(fileWith({ check: "TST-01.first", granted: "2026-03-01", expires }), "x.yaml");
      const graph = graphOf({ json: everywhere });
      return rows(evaluate(graph, [critical], { version: "1", now, exceptions: { file, approvers } }));
    };
    expect(judgedUntil("2026-05-30")).toEqual(["excepted TST-01.first"]);
    expect(judgedUntil("2026-06-01")).toEqual(["fail EXC-07.critical-duration", "excepted TST-01.first"]);
  });
});

test("who may approve is said by the environment, else by the file, else it is said that nobody does", () => {
  const graph = graphOf({ json: { resource: { aws_s3_bucket: { a: {} } } } });
  const judgedWith = (extra: object, listed?: readonly string[]) => {
    const text = JSON.stringify({ ...extra, exceptions: [{ ...entry, check: "TST-01.first" }] });
    const exceptions = { file: readExceptions(text, "x.yaml"), ...(listed ? { approvers: listed } : {}) };
    return rows(evaluate(graph, rules, { version: "1", now, exceptions }));
  };
  const listed = { approvers: [{ name: "ravi", email: "ravi@example.org" }, "Meera"] };
  expect(judgedWith(listed)).toEqual(["unknown TST-01.second", "excepted TST-01.first"]);
  expect(judgedWith({ approvers: ["meera"] })).toContain("fail EXC-03.approver");
  expect(judgedWith(listed, ["meera"])).toContain("fail EXC-03.approver");
  expect(judgedWith({})).toContain("fail EXC-03.approvers-listed");
  expect(judgedWith({})).toContain("excepted TST-01.first");
});

test.each<[string, Partial<ExceptionEntry>, string]>([
  ["expired", { expires: "2026-02-28" }, "EXC-01.expired"],
  ["longer than 180 days from now", { expires: "2026-09-01" }, "EXC-04.lifetime"],
  ["longer than 180 days from its grant", { granted: "2025-10-01", expires: "2026-05-01" }, "EXC-04.lifetime"],
  ["not granted yet", { granted: "2026-03-02" }, "EXC-04.lifetime"],
  ["approved by its owner", { approvedBy: "Asha" }, "EXC-03.approver"],
  ["approved by its owner under another spelling", { owner: "Ravi <r@x.org>", approvedBy: "ravi" }, "EXC-03.approver"],
  ["approved by nobody who may", { approvedBy: "eve" }, "EXC-03.approver"],
  ["approved by two of whom one may not", { approvedBy: ["ravi", "eve"] }, "EXC-03.approver"],
  [
    "an emergency of one approver in two spellings",
    { emergency: true, approvedBy: ["ravi", "Ravi "], expires: "2026-03-03T00:00:00Z" },
    "EXC-05.two-approvers",
  ],
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
    ["a star that leads out of its quotes", { resource: 'aws_s3_bucket.a["x"]*' }],
  ])("%s is refused", (_name, change) => {
    expect(problemsOf(fileWith(change))).toHaveLength(1);
  });

  test("a star may be a character of a key", () => {
    const resource = 'aws_route53_record.wild["*.example.org"]';
    expect(readExceptions(fileWith({ resource }), "x.yaml").exceptions[0]?.entry.resource).toBe(resource);
  });

  test("allowances of inline exceptions and approvers are read as strictly", () => {
    const text = [
      "approvers: [{name: Asha}, '']",
      "inline:",
      "  allow:",
      "    - tool: checkov",
      "      ids: ['CKV_*']",
      "    - tool: sonar",
      "      ids: []",
    ].join("\n");
    expect(problemsOf(text)).toEqual(
      expect.arrayContaining([
        "1 missing-key approvers[0]",
        "1 wrong-value approvers[1]",
        "5 wrong-value inline.allow[0].ids[0]",
        "6 wrong-value inline.allow[1].tool",
        "7 wrong-value inline.allow[1].ids",
      ]),
    );
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
});

describe("adding", () => {
  const options = { rules, now, approvers };
  const refusal = (text: string, added: Partial<ExceptionEntry>): readonly string[] => {
    try {
      addException(text, added, "x.yaml", options);
    } catch (error) {
      if (error instanceof UserError)
        return error.problems.map(({ code, path, message }) => `${code} ${path ?? message}`);
      throw error;
    }
    return [];
  };

  test("keeps comments and layout, and gives a file that reads as it was meant", () => {
    const text = "# kept\napprovers: [ravi] # these too\nexceptions: # none yet\n  []\n";
    const added = addException(text, entry, "x.yaml", { rules, now });
    expect(added).toContain("# kept");
    expect(added).toContain("approvers: [ravi] # these too");
    expect(listExceptions(readExceptions(added, "x.yaml"))).toEqual([entry]);
    expect(listExceptions(readExceptions(addException("", entry, "x.yaml", options), "x.yaml"))).toEqual([entry]);
  });

  test.each([
    ["indented", "exceptions:\n  - ENTRY # one\n\n# the end\n"],
    ["not indented", "exceptions:\n- ENTRY\n"],
    ["followed by more", "exceptions:\n  - ENTRY\n  # last\napprovers: [ ravi,   'meera' ]\n"],
    ["without a last line break", "exceptions:\n  - ENTRY"],
  ])("puts it below a list that is %s, and lays out nothing anew", (_name, template) => {
    const text = template.replace("ENTRY", JSON.stringify(entry));
    const more = {
      ...entry,
      check: "TST-01.first",
      reason: `A long reason: ${"word ".repeat(40)}"quoted" # no comment`,
    };
    const added = addException(text, more, "x.yaml", options);
    expect(listExceptions(readExceptions(added, "x.yaml"))).toEqual([entry, more]);
    const kept = text.split("\n").filter((line) => line !== "");
    expect(added.split("\n").filter((line) => kept.includes(line))).toEqual(kept);
  });

  test("refuses what would not count, with everything at once", () => {
    expect(refusal("", { ...entry, approvedBy: "asha", expires: "2027-01-01", check: "TST-01.third" })).toEqual([
      "EXC-06.known-control check",
      "EXC-04.lifetime expires",
      "EXC-03.approver approvedBy",
    ]);
    expect(refusal("", { rule: "TST-01", resource: "a.*", owner: "asha", approvedBy: "eve" })).toEqual([
      "missing-key reason is missing",
      "missing-key ticket is missing",
      "missing-key expires is missing",
      "wrong-value resource",
      "EXC-03.approver approvedBy",
    ]);
    expect(refusal("", {})).toHaveLength(7);
  });

  test("refuses what is there already", () => {
    const added = addException("", entry, "x.yaml", options);
    expect(refusal(added, { ...entry, expires: "2026-04-01" })).toEqual([
      "exception-exists line 2 already excepts TST-01 for aws_s3_bucket.a",
    ]);
  });
});

describe("a review", () => {
  test("shows emergencies first, then what ends first, with its state", () => {
    const file = readExceptions(
      fileWith(
        { ticket: "late" },
        { ticket: "gone", expires: "2026-02-01" },
        { ticket: "soon", expires: "2026-03-31" },
        { ticket: "urgent", emergency: true, approvedBy: ["ravi", "meera"], expires: "2026-03-03" },
        { ticket: "wrong", approvedBy: "eve" },
      ),
      "x.yaml",
    );
    const reviewed = reviewExceptions(file, { rules, now, approvers });
    expect(reviewed.map((one) => `${one.entry.ticket} ${one.state} ${one.refuses}`)).toEqual([
      "urgent expiring false",
      "gone expired true",
      "soon expiring false",
      "late valid false",
      "wrong not-valid true",
    ]);
    expect(reviewed[2]).toMatchObject({ daysLeft: 30, ends: "2026-03-31T23:59:59.999Z", unused: null });
  });

  test("says what matches nothing and what is too wide when it knows what was judged", () => {
    const graph = graphOf({ json: { resource: { aws_s3_bucket: { a: {}, b: {} } } }, stack: "data" });
    const file = readExceptions(fileWith({}, { resource: "aws_s3_bucket.b" }), "x.yaml");
    const report = evaluate(graph, rules, { version: "1", now, exceptions: { file, approvers } });
    const [wide, unused] = reviewExceptions(file, { rules, now, approvers, report });
    expect(wide).toMatchObject({
      unused: false,
      refuses: false,
      tooWide: [expect.stringContaining("2 failing checks")],
    });
    expect(unused).toMatchObject({ unused: true, refuses: false, tooWide: [] });
  });

  test("shows allowances of inline exceptions alike", () => {
    const { rule: _rule, resource: _resource, ...approval } = entry;
    const allow = [{ tool: "checkov", ids: ["CKV_AWS_18"], ...approval, expires: "2026-02-01" }];
    const file = readExceptions(JSON.stringify({ inline: { allow } }), "x.yaml");
    expect(reviewAllowances(file, { rules, now, approvers })).toMatchObject([{ state: "expired", refuses: true }]);
  });
});
