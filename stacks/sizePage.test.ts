import { sizeNames } from "../config/capacity";
import { sizePage } from "./sizePage";

const page = sizePage();

test("the page has each size with every part and its reason, and how many cities it carries", () => {
  const sections = page.split("\n## ").slice(1);
  expect(sections.map((section) => section.split("\n")[0])).toEqual([...sizeNames]);
  for (const section of sections) {
    for (const part of ["nodes", "database", "stream", "cache", "search", "wayIn"]) {
      expect(section).toMatch(new RegExp(`^\\| ${part} \\| [^|]+ \\| [^|]{20,} \\|$`, "m"));
    }
  }
});

test("a larger size carries more cities", () => {
  const cities = [...page.matchAll(/^Up to ([\d,]+) cities:$/gm)].map(([, count = ""]) =>
    Number(count.replace(",", "")),
  );
  expect(cities.length).toBe(sizeNames.length);
  expect([...cities].sort((a, b) => a - b)).toEqual(cities);
  expect(new Set(cities).size).toBe(cities.length);
});
