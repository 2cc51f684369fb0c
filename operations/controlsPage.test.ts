import { readFileSync } from "node:fs";
import catalogue from "../catalogue/controls.json";
import { allRules } from "../checks/rules";
import { type ControlCatalogue, controlsPage, rulesById } from "./controlsPage";

const controls: ControlCatalogue = catalogue;
const listed = controls.sections.flatMap((section) => section.controls);
const byId = rulesById(allRules);

test("docs/controls.md is fresh (npm run generate)", () => {
  expect(readFileSync("docs/controls.md", "utf8")).toBe(controlsPage());
});

test("every control of the catalogue has a rule, or the reason why there is none", () => {
  expect(listed.filter((id) => !byId.has(id) && !controls.without[id])).toEqual([]);
});

test("no control has both, a rule and a reason why there is none", () => {
  expect(Object.keys(controls.without).filter((id) => byId.has(id))).toEqual([]);
});

test("every control is listed once, and every rule is of the catalogue or of the product's own", () => {
  expect(listed.filter((id, index) => listed.indexOf(id) !== index)).toEqual([]);
  const known = new Set(listed);
  const own = Object.keys(controls.own);
  expect(
    allRules
      .map((rule) => rule.metadata.id)
      .filter((id) => !known.has(id) && !own.some((prefix) => id.startsWith(`${prefix}-`))),
  ).toEqual([]);
});

test("reasons and limits are of controls that are listed", () => {
  expect(
    [...Object.keys(controls.without), ...Object.keys(controls.limits)].filter((id) => !listed.includes(id)),
  ).toEqual([]);
});

test("the page shows rule and checks, or the reason", () => {
  const [rule] = allRules.filter(({ metadata }) => metadata.id === "KMS-01");
  const page = controlsPage(
    {
      sections: [{ title: "Keys", controls: ["KMS-01", "KMS-99"] }],
      own: {},
      limits: { "KMS-01": "only a|part" },
      without: { "KMS-99": "cannot be seen" },
    },
    rule ? [rule] : [],
  );
  expect(page).toContain("1 of 2 have a rule");
  expect(page).toMatch(
    /^\| \[KMS-01\]\(rules\/KMS-01\.md\) \| .* \| medium \| `KMS-01\.rotation` \| only a\\\|part \|$/m,
  );
  expect(page).toContain("| KMS-99 | none |  |  | cannot be seen |");
});
