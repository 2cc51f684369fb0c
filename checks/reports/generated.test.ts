import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { generatedReportFiles } from "./generated";

const root = join(__dirname, "../..");

test.each([...generatedReportFiles()])("%s is as generated (npm run generate)", (path, content) => {
  expect(readFileSync(join(root, path), "utf8")).toBe(content);
});

test("the golden folder holds nothing else", () => {
  const kept = readdirSync(join(__dirname, "golden")).map((file) => `checks/reports/golden/${file}`);
  expect(kept.sort()).toEqual([...generatedReportFiles().keys()].sort());
});
