import { readFileSync } from "node:fs";
import { digitCatalogue } from "./catalogue";
import { servicesPage } from "./servicesPage";

const page = servicesPage();

test("docs/services.md is fresh (npm run generate)", () => {
  expect(readFileSync("docs/services.md", "utf8")).toBe(page);
});

test("every service and component has a row, and every retired part what takes its place", () => {
  const { groups, components, replacements } = digitCatalogue();
  const names = [...groups.flatMap((group) => group.services), ...components.flatMap((group) => group.components)].map(
    ({ name }) => name,
  );
  expect(names.filter((name) => !page.includes(`\n| ${name} | `))).toEqual([]);
  for (const { retired, reason } of replacements)
    expect(page).toMatch(new RegExp(`\\| ${retired} \\| .*${reason.slice(-20)}`));
});

test("what is missing is shown as missing, with how much", () => {
  expect(page).toMatch(/Digests of \d+ of \d+ images\./);
  expect(page.match(/\*missing\*/g)?.length).toBeGreaterThan(50);
});
