import type { Finding } from "../model";
import { sampleFinding } from "../reports/testing/sample";
import { type ComplianceInput, complianceOf } from "./compliance";
import type { DutyState } from "./duties";
import type { FrameworkData } from "./model";

const law: FrameworkData = {
  key: "dpdpRules2025",
  edition: "Law 1",
  title: "A law",
  publisher: "",
  published: null,
  inForce: [],
  sources: [],
  note: "",
  clauses: ["1", "2", "3", "4", "5"].map((number) => ({ number, title: `clause ${number}` })),
};
const benchmark: FrameworkData = {
  ...law,
  key: "cis",
  edition: "CIS X 1.0",
  clauses: ["1.1.1", "1.1.2", "1.10.1"].map((number) => ({ number, title: number })),
};
const rules: ComplianceInput["rules"] = [
  { id: "A-01", frameworks: { dpdpRules2025: ["Law 1: 1", "Law 1: 2"] } },
  { id: "B-01", frameworks: { dpdpRules2025: ["Law 1: 1"], cis: ["CIS X 1.0: 1.1"] } },
  { id: "C-01", frameworks: { dpdpRules2025: ["Law 1: 3"], iso27001: ["House rules: 7", "plain"] } },
];
const duty: DutyState = {
  duty: { id: "d", title: "Duty", who: "", evidence: "", validDays: 365, clauses: ["Law 1: 2", "Law 1: 4"] },
  state: "missing",
  entry: null,
  until: null,
};
const finding = (rule: string, status: Finding["status"], resource: string): Finding => ({
  ...sampleFinding(),
  rule,
  status,
  resource,
});
const views = complianceOf({
  frameworks: [law, benchmark],
  rules,
  applied: ["A-01", "B-01"],
  findings: [
    finding("A-01", "pass", "aws_x.a"),
    finding("A-01", "unknown", "aws_x.b"),
    finding("B-01", "fail", "aws_x.a"),
    finding("B-01", "excepted", "aws_x.c"),
  ],
  duties: [duty],
});

test("a clause has the worst of its controls, the resources that they judged, and its duties", () => {
  expect(
    views[0]?.clauses.map(({ clause, status, resources, duties }) => [clause.number, status, resources, duties.length]),
  ).toEqual([
    ["1", "fail", 3, 0],
    ["2", "unknown", 2, 1],
    ["4", null, 0, 1],
  ]);
  expect(views[0]?.clauses[0]?.controls).toEqual([
    { rule: "A-01", status: "unknown" },
    { rule: "B-01", status: "fail" },
  ]);
});

test("what found nothing to judge and what nothing speaks to are told apart", () => {
  expect(views[0]?.notJudged.map(({ number }) => number)).toEqual(["3"]);
  expect(views[0]?.silent.map(({ number }) => number)).toEqual(["5"]);
});

test("a section of a benchmark stands for all in it, and for no other section", () => {
  expect(views[1]?.clauses.map(({ clause }) => clause.number)).toEqual(["1.1.1", "1.1.2"]);
});

test("a rule that applied and lists no row has passed", () => {
  const [one] = complianceOf({ frameworks: [law], rules, applied: ["A-01"], findings: [], duties: [] });
  expect(one?.clauses.map(({ status }) => status)).toEqual(["pass", "pass"]);
});

test("references beyond the catalogue are not lost", () => {
  const others = complianceOf({ frameworks: [law], rules, applied: ["C-01"], findings: [], duties: [] }).slice(1);
  const shown = others.map(({ framework, clauses }) => [framework.title, clauses.map(({ clause }) => clause.number)]);
  expect(shown).toContainEqual(["House rules", ["7"]]);
  expect(shown).toContainEqual(["Other references", ["plain"]]);
});
