import { UserError } from "../../common/errors";
import { dutyStates, readDutyRegister } from "./duties";
import type { Duty } from "./model";

const duties: readonly Duty[] = [
  { id: "training", title: "Trained", who: "employer", evidence: "list", validDays: 365, clauses: [] },
  { id: "access-review", title: "Reviewed", who: "owner", evidence: "list", validDays: 90, clauses: [] },
];
const entry = {
  duty: "training",
  owner: "dpo@example.org",
  what: "Half a day for 42 operators",
  where: "DOC-12",
  date: "2026-01-01",
};
const read = (...entries: readonly object[]) => readDutyRegister(JSON.stringify({ duties: entries }), "x.yaml", duties);
const stateOn = (day: string, ...entries: readonly object[]) => {
  const [training] = dutyStates(duties, read(...entries), day);
  return `${training?.state} ${training?.until}`;
};

test.each([
  ["2025-12-31", "missing null"],
  ["2026-01-01", "recorded 2027-01-01"],
  ["2027-01-01", "recorded 2027-01-01"],
  ["2027-01-02", "lapsed 2027-01-01"],
])("evidence counts from its day for the term of its duty: %s", (day, expected) => {
  expect(stateOn(day, entry)).toBe(expected);
});

test("the entry that counts longest is shown; a shorter end and a decision that it does not apply are kept to", () => {
  expect(stateOn("2026-07-01", entry, { ...entry, date: "2026-06-01" })).toBe("recorded 2027-06-01");
  expect(stateOn("2026-07-01", { ...entry, validUntil: "2026-06-30" })).toBe("lapsed 2026-06-30");
  expect(stateOn("2026-07-01", { ...entry, applies: false })).toBe("not-applicable 2027-01-01");
});

test("without a register nothing is known; with an empty one everything is missing", () => {
  expect(dutyStates(duties, undefined, "2026-01-01").map(({ state }) => state)).toEqual(["unknown", "unknown"]);
  expect(dutyStates(duties, readDutyRegister("", "x.yaml", duties), "2026-01-01").map(({ state }) => state)).toEqual([
    "missing",
    "missing",
  ]);
});

test("a register is read strictly, with all problems at once and their lines", () => {
  const problems = (text: string): readonly string[] => {
    try {
      readDutyRegister(text, "x.yaml", duties);
    } catch (error) {
      if (error instanceof UserError) return error.problems.map(({ line, message }) => `${line} ${message}`);
      throw error;
    }
    return [];
  };
  const lines = (...fields: readonly string[]) => `duties:\n  - ${fields.join("\n    ")}\n`;
  const good = ["duty: training", "owner: a", "what: half a day for all", "where: DOC-1", "date: 2026-01-01"];
  expect(problems(lines(...good))).toEqual([]);
  expect(problems(lines("duty: training", "owner: ''", "when: now", "date: soon"))).toEqual(
    expect.arrayContaining([
      "2 duties[0]: what is missing",
      "2 duties[0]: where is missing",
      "3 duties[0].owner: must name who answers for it",
      "4 duties[0].when: there is no such key",
      "5 duties[0].date: must be a day (2026-03-31)",
    ]),
  );
  expect(problems(lines(...good.slice(1), "duty: trainings"))).toEqual([
    "6 duties[0].duty: there is no duty trainings; there are training, access-review",
  ]);
  expect(problems(lines(...good, "validUntil: 2028-01-01"))).toEqual([
    "7 duties[0].validUntil: at most 2027-01-01: evidence of training is old after 365 days",
  ]);
  expect(problems(lines(...good, "validUntil: 2025-01-01"))).toEqual(["7 duties[0].validUntil: lies before date"]);
});
