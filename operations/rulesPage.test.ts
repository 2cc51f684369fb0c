import { readFileSync } from "node:fs";
import { allRules } from "../checks/rules";
import { rulesPage } from "./rulesPage";

test("docs/rules.md is fresh (npm run generate)", () => {
  expect(readFileSync("docs/rules.md", "utf8")).toBe(rulesPage());
});

test("every rule and every check is on the page", () => {
  const page = rulesPage();
  for (const { metadata } of allRules) {
    expect(page).toContain(`### ${metadata.id}: `);
    for (const check of metadata.checks) expect(page).toContain(`\`${check.id}\``);
  }
});
