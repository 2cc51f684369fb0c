import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { UserError } from "../common/errors";
import { packageRoot } from "../common/packageRoot";
import { collectionIn, judgeCollection, mostTogether } from "./collection";
import { type CollectionTask, judgeDocument } from "./collectionTask";
import { judgeInputs } from "./judgeInputs";

const folder = mkdtempSync(join(tmpdir(), "digit-collection-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const fixtures = join(packageRoot(), "checks", "rules", "fixtures", "secrets.plans.json");
const plans = Object.values(JSON.parse(readFileSync(fixtures, "utf8")) as Record<string, { plan: object }>);

/** Real plans, written as Terraform does: the format's version first. */
function written(name: string, count: number): string {
  const path = join(folder, name);
  mkdirSync(join(path, "nested"), { recursive: true });
  for (let index = 0; index < count; index += 1) {
    const plan = { format_version: "1.2", ...plans[index % plans.length]?.plan };
    writeFileSync(join(path, index % 2 === 0 ? "." : "nested", `${index}.json`), JSON.stringify(plan));
  }
  return path;
}

const task: CollectionTask = {
  rules: undefined,
  parameters: {},
  now: new Date("2026-01-01"),
  passes: true,
  cwd: folder,
};

test("many plans are a collection, few are parts of one platform", () => {
  expect(collectionIn(written("few", mostTogether))).toEqual([]);
  expect(collectionIn(written("many", mostTogether + 1))).toHaveLength(mostTogether + 1);
});

test("threads say what one thread says, in the same order", async () => {
  // Built by whatever runs the tests; without it there would be one thread alone.
  expect(existsSync(join(packageRoot(), "dist", "checkWorker.js"))).toBe(true);
  const files = collectionIn(written("threads", 25));
  const reports = await judgeCollection(files, task);
  expect(reports).toEqual(files.map((file) => judgeDocument(file, task)));
  expect(reports.some((report) => report.summary.fail > 0)).toBe(true);
});

test("a document that cannot be read ends it with its own words", async () => {
  const path = written("broken", 20);
  writeFileSync(join(path, "z.json"), '{"format_version":"1.2","planned_values":{');
  const answer = judgeCollection(collectionIn(path), task);
  await expect(answer).rejects.toBeInstanceOf(UserError);
  await expect(answer).rejects.toMatchObject({ code: "invalid-json", exitCode: 2 });
});

test("one report of all, with what lies beside them", async () => {
  const path = written("mixed", 20);
  writeFileSync(join(path, "main.tf"), 'resource "aws_s3_bucket" "beside" {}');
  const options = { now: task.now, passes: false };
  const { report } = await judgeInputs([path], options);
  expect(report.inputs).toHaveLength(21);
  const expected = collectionIn(path).map((file) => judgeDocument(file, { ...task, passes: false }));
  const sum = expected.reduce((total, one) => total + one.summary.fail, 0);
  const own = report.findings.filter((one) => one.status === "fail" && one.resource === "aws_s3_bucket.beside");
  expect(own.length).toBeGreaterThan(0);
  expect(report.summary.fail).toBe(sum + own.length);
  for (const finding of report.findings) {
    expect(report.inputs[finding.input]?.path.endsWith(".json")).toBe(finding.resource !== "aws_s3_bucket.beside");
  }
});
