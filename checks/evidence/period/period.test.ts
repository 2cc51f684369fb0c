import type { DutyEntry } from "../../frameworks/duties";
import type { FrameworkData } from "../../frameworks/model";
import type { ReportedRule } from "../../reports/platformReport";
import { verifyChain } from "../chain";
import type { EvidenceDraft, ExceptionInForce } from "../record";
import { chainOf, sampleControl, sampleDraft, stored } from "../testing/sample";
import { periodReport } from "./build";
import { daysBetween, gapsIn } from "./days";
import type { PeriodInput } from "./model";

const rule = (id: string, reference: string): ReportedRule => ({
  id,
  title: `Title of ${id}`,
  control: id,
  severity: "high",
  group: "backup-and-recovery",
  rationale: "",
  remediation: "",
  frameworks: { dpdpRules2025: [reference] },
});
const law: FrameworkData = {
  key: "dpdpRules2025",
  edition: "Law 1",
  title: "A law",
  publisher: "",
  published: null,
  inForce: [],
  sources: [],
  note: "",
  clauses: ["1", "2", "3"].map((number) => ({ number, title: `clause ${number}` })),
};
const duty = { id: "training", title: "Trained", who: "a", evidence: "b", validDays: 10, clauses: ["Law 1: 2"] };
const exception: ExceptionInForce = {
  rule: "RDS-05",
  resource: "aws_db_instance.main",
  reason: "until the move",
  owner: "asha",
  approvedBy: ["ravi"],
  ticket: "OPS-7",
  expires: "2026-05-01",
};

const failing = (change: Partial<EvidenceDraft> = {}): EvidenceDraft =>
  sampleDraft({
    outcome: "refused",
    controls: [
      sampleControl({ fail: ["aws_db_instance.main"], pass: [] }),
      sampleControl({ rule: "RDS-05", check: "RDS-05.x" }),
    ],
    ...change,
  });
const drafts: readonly (readonly [string, EvidenceDraft])[] = [
  ["2026-02-27T10:00:00Z", sampleDraft()],
  ["2026-03-01T10:00:00Z", sampleDraft()],
  ["2026-03-01T11:00:00Z", sampleDraft({ kind: "verify" })],
  ["2026-03-03T10:00:00Z", failing({ exceptions: [exception] })],
  ["2026-03-03T11:00:00Z", sampleDraft({ kind: "deploy", controls: [], exceptions: null })],
  ["2026-03-03T12:00:00Z", sampleDraft({ subject: { ...sampleDraft().subject, environment: "other" } })],
  [
    "2026-03-06T10:00:00Z",
    sampleDraft({ kind: "exception-change", controls: [], facts: { added: [], removed: [{ ...exception }] } }),
  ],
  ["2026-03-06T11:00:00Z", sampleDraft()],
  ["2026-03-20T10:00:00Z", failing()],
];
const records = chainOf(
  drafts.map(([, draft]) => draft),
  drafts.map(([time]) => time),
);

function report(change: Partial<PeriodInput> = {}) {
  return periodReport({
    place: "log",
    chain: verifyChain(stored(records)),
    from: "2026-03-01",
    to: "2026-03-10",
    today: "2026-03-08",
    environment: "demo",
    rules: [rule("RDS-01", "Law 1: 1"), rule("RDS-05", "Law 1: 1"), rule("S3-01", "Law 1: 3")],
    frameworks: [law],
    duties: [duty],
    register: undefined,
    ...change,
  });
}

describe("days", () => {
  test("both ends count, across months and leap days", () => {
    expect(daysBetween("2028-02-28", "2028-03-01")).toEqual(["2028-02-28", "2028-02-29", "2028-03-01"]);
    expect(daysBetween("2026-03-02", "2026-03-01")).toEqual([]);
  });

  test("gaps are ranges of days that are not covered", () => {
    const days = daysBetween("2026-03-01", "2026-03-07");
    expect(gapsIn(days, new Set(["2026-03-03", "2026-03-06"]))).toEqual([
      { from: "2026-03-01", to: "2026-03-02", days: 2 },
      { from: "2026-03-04", to: "2026-03-05", days: 2 },
      { from: "2026-03-07", to: "2026-03-07", days: 1 },
    ]);
    expect(gapsIn(days, new Set(days))).toEqual([]);
  });
});

test("a control shows what came out when, and the days on which nobody judged it", () => {
  const control = report().controls.find(({ rule: id }) => id === "RDS-01");
  expect(control).toMatchObject({
    title: "Title of RDS-01",
    worst: "fail",
    last: "pass",
    lastTime: "2026-03-06T11:00:00.000Z",
    daysJudged: 3,
    open: [],
  });
  expect(
    control?.stretches.map(({ status, from, judgements }) => `${status} ${from.slice(0, 10)} ${judgements}`),
  ).toEqual(["pass 2026-03-01 2", "fail 2026-03-03 1", "pass 2026-03-06 1"]);
  expect(control?.gaps).toEqual([
    { from: "2026-03-02", to: "2026-03-02", days: 1 },
    { from: "2026-03-04", to: "2026-03-05", days: 2 },
    { from: "2026-03-07", to: "2026-03-08", days: 2 },
  ]);
});

test("what is still open is named", () => {
  const control = report({ from: "2026-03-20", to: "2026-03-20", today: "2026-04-01" }).controls[0];
  expect(control).toMatchObject({ last: "fail", open: ["data: aws_db_instance.main"] });
});

test("days that have not been yet are no gap; a run that judges nothing fills none", () => {
  const whole = report();
  expect(whole.days).toBe(8);
  expect(whole.gaps.map(({ from }) => from)).toEqual(["2026-03-02", "2026-03-04", "2026-03-07"]);
  const deployed = report({
    chain: verifyChain(stored(chainOf([drafts[4]?.[1] ?? sampleDraft()], ["2026-03-03T11:00:00Z"]))),
  });
  expect(deployed.gaps).toEqual([{ from: "2026-03-01", to: "2026-03-08", days: 8 }]);
  expect(deployed.runs).toHaveLength(1);
});

test("only the environment asked for counts, or all of them", () => {
  expect(report().runs.map(({ sequence }) => sequence)).toEqual([2, 3, 4, 5, 7, 8]);
  expect(report({ environment: undefined }).runs).toHaveLength(7);
  expect(report({ environment: null }).runs).toEqual([]);
});

test("a clause has its controls, its duties, and says what it lacks", () => {
  const [framework] = report().frameworks;
  expect(
    framework?.clauses.map(({ clause, worst, last, controls, duties }) => [
      clause.number,
      worst,
      last,
      controls.length,
      duties.length,
    ]),
  ).toEqual([
    ["1", "fail", "pass", 2, 0],
    ["2", null, null, 0, 1],
  ]);
  expect(framework?.silent).toEqual(["3"]);
});

test("exceptions in force are shown with the time that they were seen, and changes with what they were", () => {
  const { exceptions, changes } = report();
  expect(exceptions).toEqual([
    { exception, firstSeen: "2026-03-03T10:00:00.000Z", lastSeen: "2026-03-03T10:00:00.000Z" },
  ]);
  expect(changes).toEqual([
    {
      kind: "exception-change",
      sequence: 7,
      time: "2026-03-06T10:00:00.000Z",
      added: [],
      removed: ["RDS-05 on aws_db_instance.main"],
    },
  ]);
});

describe("duties", () => {
  const entry: DutyEntry = { duty: "training", owner: "a", what: "Half a day", where: "DOC-1", date: "2026-02-25" };

  test("have the days of the period without evidence", () => {
    expect(report({ register: [entry] }).duties[0]).toMatchObject({
      state: "lapsed",
      until: "2026-03-07",
      entries: [entry],
    });
    expect(report({ register: [entry] }).duties[0]?.gaps).toEqual([{ from: "2026-03-08", to: "2026-03-08", days: 1 }]);
    expect(report({ register: [] }).duties[0]).toMatchObject({ state: "missing", entries: [] });
  });

  test("without a register are those that the log knows", () => {
    const known = sampleDraft({
      kind: "duty",
      controls: [],
      facts: { added: [], removed: [], entries: [{ ...entry }] },
    });
    const chain = verifyChain(stored(chainOf([known], ["2026-03-01T10:00:00Z"])));
    expect(report({ chain }).duties[0]?.entries).toEqual([entry]);
    expect(report().duties[0]?.state).toBe("missing");
    expect(report({ environment: undefined }).duties[0]?.state).toBe("unknown");
  });
});

test("behind a break of the chain nothing counts as proven", () => {
  const log = stored(records).map((one, index) =>
    index === 3 ? { ...one, bytes: Buffer.concat([one.bytes, Buffer.from(" ")]) } : one,
  );
  const broken = report({ chain: verifyChain(log) });
  expect(broken.log).toMatchObject({ intactTo: 3, problems: [{ sequence: 4, code: "bytes" }] });
  expect(broken.runs.map(({ sequence, proven }) => `${sequence} ${proven}`)).toEqual([
    "2 true",
    "3 true",
    "5 false",
    "7 false",
    "8 false",
  ]);
  const stretches = broken.controls.find(({ rule: id }) => id === "RDS-01")?.stretches;
  expect(stretches?.map(({ status, proven }) => `${status} ${proven}`)).toEqual(["pass true", "pass false"]);
});
