import fc from "fast-check";
import { displayWidth, graphemes, truncate, wrap } from "./width";

test("counts columns, not code units", () => {
  expect(displayWidth("abc")).toBe(3);
  expect(displayWidth("日本")).toBe(4);
  expect(displayWidth("e\u0301")).toBe(1);
  expect(displayWidth("👩‍👩‍👧")).toBe(2);
});

test("cuts between characters as readers see them", () => {
  expect(truncate("abcdef", 4)).toBe("abc…");
  expect(truncate("abcd", 4)).toBe("abcd");
  expect(truncate("日本語", 4)).toBe("日…");
  expect(truncate("👩‍👩‍👧👩‍👩‍👧👩‍👩‍👧", 4)).toBe("👩‍👩‍👧…");
  expect(truncate("abc", 0)).toBe("");
});

test("wraps at words, and cuts a word only where it is longer than a line", () => {
  expect(wrap("one two three", 8)).toEqual(["one two", "three"]);
  expect(wrap("aaaaaaaaaa b", 4)).toEqual(["aaaa", "aaaa", "aa b"]);
  expect(wrap("", 4)).toEqual([""]);
});

test("whatever the text, lines fit and nothing but spaces is lost", () => {
  const text = fc.string({ unit: fc.constantFrom("a", "-", " ", "क", "日", "😀", "e\u0301"), maxLength: 60 });
  fc.assert(
    fc.property(text, fc.integer({ min: 2, max: 30 }), (value, columns) => {
      const lines = wrap(value, columns);
      expect(lines.every((line) => displayWidth(line) <= columns)).toBe(true);
      expect(lines.join("").replaceAll(" ", "")).toBe(value.replaceAll(" ", ""));
      expect(displayWidth(truncate(value, columns))).toBeLessThanOrEqual(columns);
      expect(graphemes(value).join("")).toBe(value);
    }),
  );
});
