import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { buildGraph } from "../checks/graph/buildGraph";
import { readInputs } from "../checks/inputs/readInputs";
import { allRules } from "../checks/rules";
import { packageRoot } from "../common/packageRoot";
import { rulePages } from "./rulePages";

const root = packageRoot();

test("the pages are fresh and none is left over (npm run generate)", () => {
  const pages = rulePages();
  for (const [path, content] of pages) {
    expect(`${path} ${existsSync(join(root, path)) ? readFileSync(join(root, path), "utf8") : "missing"}`).toBe(
      `${path} ${content}`,
    );
  }
  expect(
    readdirSync(join(root, "docs", "rules"))
      .map((name) => name.replace(/\.md$/, ""))
      .sort(),
  ).toEqual(allRules.map(({ metadata }) => metadata.id).sort());
});

test("an example on a page is one that the engine reads", () => {
  let read = 0;
  for (const [path, content] of rulePages()) {
    for (const [, language, text] of content.matchAll(/```(hcl|yaml)\n([\s\S]*?)```/g)) {
      const name = language === "hcl" ? "main.tf" : "manifest.yaml";
      const { inputs } = readInputs([{ path: name, content: text ?? "" }]);
      expect(`${path} ${buildGraph(inputs).nodes.length > 0}`).toBe(`${path} true`);
      read += 1;
    }
  }
  expect(read).toBeGreaterThan(allRules.length);
});
