import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { type Problem, UserError } from "../../common/errors";
import { loadEnvironment } from "../../config/load";

/** One folder per case: `environment.yaml`, and `expected.json` with the problems that it must be refused for. */
const folder = relative(process.cwd(), __dirname);
const cases = readdirSync(folder, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name)
  .sort();

/** What the fixtures hold in place of secrets. */
const canaries = [
  "AKIAIOSFODNN7EXAMPLE",
  "open-sesame",
  "bm90IGEga2V5",
  "eyJub3QiOiJhIHRva2VuIn0",
  "q7Zr2LxVb9TnKe4WmYc1HdUs8PgJf3Ra6Oi0",
  "9f3b7c1e5a2d8064bd17e92c40f6a853",
  "839201",
];

interface Expected {
  readonly code: string;
  readonly path?: string;
  readonly line?: number;
  readonly column?: number;
  /** Where the problem stands in the base that the file extends. */
  readonly file?: string;
}

function refusal(name: string): UserError {
  try {
    loadEnvironment(`${folder}/${name}/environment.yaml`, {
      now: new Date("2026-11-22T00:00:00Z"),
      kitVersion: "0.1.0",
    });
  } catch (error) {
    if (error instanceof UserError) return error;
    throw error;
  }
  throw new Error(`${name} was accepted`);
}

function summary(problem: Problem): Expected {
  const { code, path, line, column, file } = problem;
  return {
    code,
    ...(path === undefined ? {} : { path }),
    ...(line === undefined ? {} : { line }),
    ...(column === undefined ? {} : { column }),
    ...(file?.endsWith("/base.yaml") ? { file: "base.yaml" } : {}),
  };
}

test("there are cases enough, and each says what it expects", () => {
  expect(cases.length).toBeGreaterThanOrEqual(40);
  expect(cases.filter((name) => !existsSync(join(folder, name, "expected.json")))).toEqual([]);
});

describe.each(cases)("%s", (name) => {
  const error = refusal(name);

  test("is refused with exit 2 for exactly the expected problems, with their places", () => {
    const expected = JSON.parse(readFileSync(join(folder, name, "expected.json"), "utf8")) as Expected[];
    expect(expected.length).toBeGreaterThan(0);
    expect(error.problems.map(summary)).toEqual(expected);
    expect(error.exitCode).toBe(2);
  });

  test("says what is wrong and what to do, repeats no secret, and cannot act on a terminal", () => {
    for (const { message, hint, file } of error.problems) {
      expect(message).not.toBe("");
      expect(file).toMatch(/\.yaml$/);
      expect(`${message} ${hint}`).not.toMatch(/undefined|\[object/);
    }
    const shown = [
      error.message,
      ...error.problems.flatMap(({ message, hint, path }) => [message, hint ?? "", path ?? ""]),
    ].join("\n");
    expect(canaries.filter((canary) => shown.includes(canary))).toEqual([]);
    expect(shown).not.toMatch(/(?!\n)[\p{Cc}\u202a-\u202e\u2066-\u2069]/u);
  });
});

test("a canary shown would be noticed", () => {
  const texts = cases
    .map((name) => join(folder, name, "environment.yaml"))
    .filter((file) => existsSync(file) && !file.includes("directory"))
    .map((file) => readFileSync(file, "utf8"));
  for (const canary of canaries) expect(texts.some((text) => text.includes(canary))).toBe(true);
});
