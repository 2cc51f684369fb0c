import { readFileSync } from "node:fs";
import { loadEnvironment } from "./load";
import { environmentReference } from "./reference";
import { environmentSchema } from "./schema";
import { reading } from "./testing";

const template = readFileSync("docs/environment-file.template.md", "utf8");

test("docs/environment-file.md is fresh (npm run generate)", () => {
  expect(readFileSync("docs/environment-file.md", "utf8")).toBe(environmentReference(template));
});

test("every part of the schema is in the reference", () => {
  const text = environmentReference(template);
  for (const key of Object.keys(environmentSchema().properties ?? {})) expect(text).toMatch(new RegExp(`\\b${key}\\b`));
  expect(() => environmentReference("no marker")).toThrow("<!-- reference -->");
});

test("the file in the introduction is valid and about 20 lines long", () => {
  const example = /```yaml\n([\s\S]*?)```/.exec(template)?.[1] ?? "";
  expect(loadEnvironment("a.yaml", reading({ "a.yaml": example })).environment.size).toBe("state");
  expect(example.split("\n").length).toBeLessThanOrEqual(24);
});
