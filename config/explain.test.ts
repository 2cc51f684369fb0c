import { UserError } from "../common/errors";
import { explainEnvironment, formatExplanations } from "./explain";
import { loadEnvironment } from "./load";
import { goodFile, reading } from "./testing";

const loaded = loadEnvironment("a.yaml", reading({ "a.yaml": `${goodFile}recovery:\n  rpoMinutes: 10\n` }));

function codeOf(path: string): string {
  try {
    explainEnvironment(loaded, path);
  } catch (error) {
    if (error instanceof UserError) return `${error.exitCode} ${error.code} ${error.hint ?? ""}`.trim();
    throw error;
  }
  return "explained";
}

test("every leaf of the environment is explained once, with a line or a default and its reason", () => {
  const all = explainEnvironment(loaded);
  expect(new Set(all.map(({ path }) => path)).size).toBe(all.length);
  expect(all.map(({ path }) => path).sort()).toEqual([...loaded.origins.keys()].sort());
  for (const { origin } of all) expect("default" in origin ? origin.default : origin.line).toBeTruthy();
});

test("a path gives what is at and under it", () => {
  expect(explainEnvironment(loaded, "recovery")).toEqual([
    { path: "recovery.rpoMinutes", value: 10, origin: { file: "a.yaml", line: 19 } },
    { path: "recovery.rtoMinutes", value: 240, origin: { default: expect.stringContaining("restore") } },
    { path: "recovery.retentionDays", value: 35, origin: { default: expect.stringContaining("point-in-time") } },
  ]);
  expect(explainEnvironment(loaded, "region")).toHaveLength(1);
  expect(explainEnvironment(loaded, "access.approvers.1.email")).toEqual(
    explainEnvironment(loaded, "access.approvers[1].email"),
  );
  expect(explainEnvironment(loaded, "access.approvers[0]").map(({ value }) => value)).toEqual([
    "Asha Rao",
    "asha.rao@example.org",
  ]);
});

test("an optional part that is not given says so", () => {
  expect(explainEnvironment(loaded, "audit.certInContact.email")).toEqual([
    { path: "audit.certInContact.email", value: null, origin: { default: expect.stringContaining("not given") } },
  ]);
});

test("a path that is not there is refused with a suggestion", () => {
  expect(codeOf("recovery.rpoMinuts")).toBe("2 unknown-path Did you mean `recovery.rpoMinutes`?");
  expect(codeOf("regoin")).toBe("2 unknown-path Did you mean `region`?");
  expect(codeOf("access.groups.nobody.role")).toMatch(/^2 unknown-path/);
  expect(codeOf("services.gateway")).toMatch(/^2 unknown-path/);
  expect(codeOf("services")).toBe("2 not-in-this-version");
  expect(codeOf("extends")).toMatch(/^2 unknown-path/);
  expect(codeOf("...")).toMatch(/^2 unknown-path/);
});

test("the text for people has one line for each value", () => {
  expect(formatExplanations(explainEnvironment(loaded, "recovery.rpoMinutes"))).toBe(
    "recovery.rpoMinutes: 10  # a.yaml:19\n",
  );
  expect(formatExplanations(explainEnvironment(loaded)).trimEnd().split("\n")).toHaveLength(loaded.origins.size);
});
