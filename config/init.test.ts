import fc from "fast-check";
import { UserError } from "../common/errors";
import { type Answers, initialEnvironment, problemOfAnswer, questions } from "./init";
import { loadEnvironment } from "./load";
import { reading } from "./testing";

const answers: Answers = {
  name: "sample",
  accountId: "011122223333",
  region: "ap-south-2",
  size: "district",
  stateCode: "no",
  stateName: "Yes: #1",
  approverName: "Asha Rao",
  approverEmail: "asha.rao@example.org",
  secondApproverName: "Imran Khan",
  secondApproverEmail: "imran.khan@example.org",
};

const load = (text: string) =>
  loadEnvironment("a.yaml", { ...reading({ "a.yaml": text }), kitVersion: "0.1.0" }).environment;

test("writes a short file that names its schema first and means what was answered", () => {
  const text = initialEnvironment(answers, "../schema.json");
  expect(text.split("\n")[0]).toBe("# yaml-language-server: $schema=../schema.json");
  expect(text.split("\n").length).toBeLessThanOrEqual(22);
  expect(load(text)).toMatchObject({
    name: "sample",
    emulator: false,
    aws: { accountId: "011122223333" },
    region: "ap-south-2",
    recoveryRegion: "ap-south-1",
    tenants: { state: { code: "no", name: "Yes: #1" } },
    access: { approvers: [{ email: "asha.rao@example.org" }, { email: "imran.khan@example.org" }] },
  });
});

test("one approver is enough, and the emulator's account makes an emulator environment", () => {
  const { secondApproverName: _name, secondApproverEmail: _email, ...one } = answers;
  expect(load(initialEnvironment({ ...one, accountId: "123456789012" }))).toMatchObject({
    emulator: true,
    access: { approvers: [{ name: "Asha Rao" }] },
  });
});

test("a national file names its recovery region, as the facts demand", () => {
  expect(initialEnvironment({ ...answers, size: "national" })).toContain("\nrecoveryRegion: ap-south-1\n");
});

test("wrong answers are refused together, without lines of a file that is not there", () => {
  expect.assertions(2);
  try {
    initialEnvironment({ ...answers, name: "X", region: "us-east-1", approverEmail: "nobody" });
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    expect(error.exitCode).toBe(2);
    expect(error.problems).toEqual([
      expect.objectContaining({ path: "name", code: "wrong-format" }),
      expect.objectContaining({ path: "region", code: "outside-residency" }),
      expect.objectContaining({ path: "access.approvers[0].email", code: "wrong-format" }),
    ]);
  }
});

test("each question judges its own answer, offers its choices, and has a flag and a help text", () => {
  const asked = questions();
  expect(asked.map(({ id }) => id).sort()).toEqual(Object.keys(answers).sort());
  expect(new Set(asked.map(({ flag }) => flag)).size).toBe(asked.length);
  for (const question of asked) {
    expect(question.flag).toMatch(/^--[a-z-]+$/);
    expect(question.help).not.toBe("");
    expect(problemOfAnswer(question, answers[question.id] ?? "")).toBeUndefined();
    expect(problemOfAnswer(question, "\u001b[31m")).toContain("control characters");
    if (question.default !== undefined) expect(problemOfAnswer(question, question.default)).toBeUndefined();
    for (const choice of question.choices ?? []) expect(problemOfAnswer(question, choice)).toBeUndefined();
    expect(problemOfAnswer(question, "") === undefined).toBe(!question.isRequired);
  }
});

test("any answers give a file that means them, or a refusal with exit 2", () => {
  const text = fc.oneof(
    fc.string(),
    fc.string({ unit: "binary" }),
    fc.constantFrom(
      "null",
      "true",
      "1",
      "~",
      "- a",
      "{",
      "*a",
      "&a",
      "!x",
      "a: b",
      "# a",
      " a ",
      "'",
      '"',
      "|",
      "2027-01-01",
      "0x10",
      "<<",
    ),
  );
  fc.assert(
    fc.property(text, text, (stateName, approverName) => {
      const given = { ...answers, stateName, approverName };
      let file: string;
      try {
        file = initialEnvironment(given);
      } catch (error) {
        expect(error).toBeInstanceOf(UserError);
        return;
      }
      expect(load(file)).toMatchObject({
        tenants: { state: { name: stateName } },
        access: { approvers: [{ name: approverName }, {}] },
      });
    }),
    { seed: 20261122, numRuns: 200 },
  );
});
