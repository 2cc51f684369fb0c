import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isEnvironmentFile } from "./judgeInputs";

const folder = mkdtempSync(join(tmpdir(), "environment-file-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it.each([
  ["its version", "apiVersion: digit-platform/v1\nname: demo\n", true],
  ["a base that it extends, which has the version", "# the second\nextends: ./demo.yaml\nname: second\n", true],
  ["neither, as a manifest has", "apiVersion: v1\nkind: Pod\nmetadata: { name: p }\n", false],
  ["neither, as a job of a pipeline that extends another", "build:\n  extends: .base\n", false],
])("knows an environment file by %s", (_, text, expected) => {
  const path = join(folder, "file.yaml");
  writeFileSync(path, text);
  expect(isEnvironmentFile(path)).toBe(expected);
});
