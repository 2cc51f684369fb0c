import catalogue from "../../../catalogue/versions.json";
import { daysLeft, supportOf } from "./lifecycle";

const { checked: _checked, ...products } = catalogue;

test.each(Object.entries(products))(
  "%s: every version has dates of its support, with their source",
  (_name, product) => {
    expect(product.source.length).toBeGreaterThan(20);
    for (const [version, dates] of Object.entries(product.versions)) {
      expect(version).toMatch(/^\d+(\.\d+)?$/);
      const { endOfSupport, endOfExtendedSupport } = dates as {
        endOfSupport: string | null;
        endOfExtendedSupport?: string;
      };
      if (endOfSupport !== null) expect(endOfSupport).toMatch(/^20\d{2}-\d{2}-\d{2}$/);
      if (endOfExtendedSupport !== undefined) expect(endOfExtendedSupport > (endOfSupport ?? "")).toBe(true);
    }
  },
);

test.each([
  ["kubernetes", "1.31", "1.31"],
  ["kubernetes", "v1.31", "1.31"],
  ["postgresql", "9.6.24", "9.6"],
  ["postgresql", "13.7", "13"],
  ["kafka", "3.8.x", "3.8"],
  ["kafka", "2.8.2.tiered", "2.8"],
  ["redis", "6.x", "6"],
  ["redis", "7.1", "7"],
  ["opensearch", "2.11", "2.11"],
] as const)("%s %s belongs to %s", (product, version, cycle) => {
  expect(supportOf(product, version)).toMatchObject({ kind: "dated", cycle });
});

test("1.3 is not a beginning of 1.31, and 1 none of 13", () => {
  expect(supportOf("kubernetes", "1.3")).toEqual({ kind: "older" });
  expect(supportOf("postgresql", "1")).toEqual({ kind: "older" });
});

test("what lies outside the catalogue is older, newer, or not known", () => {
  expect(supportOf("kubernetes", "1.9")).toEqual({ kind: "older" });
  expect(supportOf("kubernetes", "2.0")).toEqual({ kind: "newer" });
  expect(supportOf("opensearch", "2.14")).toEqual({ kind: "unknown" });
  expect(supportOf("kubernetes", "latest")).toEqual({ kind: "unknown" });
});

test("the last day of support is a day of support", () => {
  expect(daysLeft("2026-12-02", new Date("2026-12-02T23:59:59Z"))).toBe(1);
  expect(daysLeft("2026-12-02", new Date("2026-12-02T00:00:00Z"))).toBe(1);
  expect(daysLeft("2026-12-02", new Date("2026-12-03T00:00:00Z"))).toBe(0);
  expect(daysLeft("2026-12-02", new Date("2026-09-03T00:00:00Z"))).toBe(91);
});
