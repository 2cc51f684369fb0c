import { hole } from "../../expression/datum";
import type { Datum } from "../../graph/graph";
import { fits, fitsLabels } from "./labelSelector";

const labels = { app: "web", tier: "edge", build: 7 };
const expression = (key: string, operator: string, ...values: string[]): Datum => ({
  matchExpressions: [{ key, operator, values }],
});

test.each<[string, Datum | undefined, string]>([
  ["nothing", undefined, "no"],
  ["an empty selector", {}, "yes"],
  ["an equal label", { matchLabels: { app: "web" } }, "yes"],
  ["a number as text", { matchLabels: { build: "7" } }, "yes"],
  ["another value", { matchLabels: { app: "api" } }, "no"],
  ["a label that is not there", { matchLabels: { zone: "a" } }, "no"],
  ["both halves", { matchLabels: { app: "web" }, ...(expression("tier", "In", "core") as object) }, "no"],
  ["In", expression("tier", "In", "core", "edge"), "yes"],
  ["In without the label", expression("zone", "In", "a"), "no"],
  ["NotIn", expression("tier", "NotIn", "edge"), "no"],
  ["NotIn without the label", expression("zone", "NotIn", "a"), "yes"],
  ["Exists", expression("app", "Exists"), "yes"],
  ["DoesNotExist", expression("app", "DoesNotExist"), "no"],
  ["an operator that there is not", expression("app", "Like", "w"), "no"],
  ["a hole", { matchLabels: { app: hole("later") } }, "unknown"],
  ["a hole beside what does not fit", { matchLabels: { app: hole("later"), tier: "core" } }, "no"],
])("%s", (_name, selector, answer) => {
  expect(fits(selector, labels)).toBe(answer);
});

test("labels that cannot be seen may fit", () => {
  expect(fits({ matchLabels: { app: "web" } }, undefined)).toBe("unknown");
  expect(fits({}, undefined)).toBe("yes");
  expect(fitsLabels({ app: "web" }, { app: "web" })).toEqual(["yes"]);
});

test("names of every object's members are no labels", () => {
  expect(fits({ matchLabels: { constructor: "x" } }, {})).toBe("no");
});
