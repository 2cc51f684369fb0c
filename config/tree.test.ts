import fc from "fast-check";
import { readDocument } from "./document";
import { escapeText, locate, pathText, showValue, toPlain } from "./tree";

const seed = 20261122;
const unsafe = /[\p{Cc}\u00ad\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/u;
const nasty = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.string({ unit: fc.constantFrom("\u001b", "[", "3", "m", "\u202e", "\u009b", "a", "\n", '"', "\ud800") }),
);

test("nothing that is shown can act on a terminal or turn the direction of text", () => {
  fc.assert(
    fc.property(nasty, (text) => {
      for (const shown of [escapeText(text, 60), showValue(text), pathText([text, 0, text])])
        expect(shown).not.toMatch(unsafe);
    }),
    { seed, numRuns: 500 },
  );
});

test("a secret is shown neither as a value nor in a path", () => {
  expect(showValue("AKIAIOSFODNN7EXAMPLE")).not.toContain("AKIA");
  expect(pathText(["aws", "AKIAIOSFODNN7EXAMPLE"])).toBe("aws[(hidden)]");
});

test("paths read like code", () => {
  expect(pathText(["access", "approvers", 0, "email"])).toBe("access.approvers[0].email");
  expect(pathText(["dataProtection", "categories", "citizen-records"])).toBe(
    "dataProtection.categories.citizen-records",
  );
  expect(pathText(["a", "b.c"])).toBe('a["b.c"]');
});

test("a place is that of the value, of the key for maps and lists, and of the deepest part for what is not there", () => {
  const { tree } = readDocument("a:\n  b:\n    - c: 1\n", "f.yaml");
  if (tree === undefined) throw new Error("the text is good");
  expect(locate(tree, ["a", "b", 0, "c"])).toEqual({ file: "f.yaml", line: 3, column: 10 });
  expect(locate(tree, ["a", "b", 0, "c"], "key")).toEqual({ file: "f.yaml", line: 3, column: 7 });
  expect(locate(tree, ["a", "b"])).toEqual({ file: "f.yaml", line: 2, column: 3 });
  expect(locate(tree, ["a", "x", "y"])).toEqual({ file: "f.yaml", line: 1, column: 1 });
  expect(toPlain(tree)).toEqual({ a: { b: [{ c: 1 }] } });
});
