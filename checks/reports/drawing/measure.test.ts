import fc from "fast-check";
import { fitLines, fitText, textWidth } from "./measure";

test("never estimates below the widest usual system font (DejaVu Sans, advance widths of its 2.37 release)", () => {
  const advances: Readonly<Record<string, number>> = {
    a: 0.613,
    e: 0.615,
    i: 0.278,
    l: 0.278,
    m: 0.974,
    o: 0.612,
    r: 0.411,
    s: 0.521,
    t: 0.392,
    w: 0.818,
    "0": 0.636,
    "-": 0.361,
    ".": 0.318,
    "/": 0.337,
    " ": 0.318,
    A: 0.684,
    K: 0.656,
    M: 0.863,
    O: 0.787,
    W: 0.989,
  };
  for (const [letter, advance] of Object.entries(advances))
    expect(textWidth(letter, 1)).toBeGreaterThanOrEqual(advance);
});

test("keeps text that fits, and cuts at the end that says less", () => {
  expect(fitText("short", 14, 200)).toBe("short");
  expect(fitText("/aws/rds/instance/main/postgresql", 14, 120)).toMatch(/^\/aws\/rds.*…$/);
  expect(fitText("/aws/rds/instance/main/postgresql", 14, 120, { keep: "end" })).toMatch(/^….*postgresql$/);
});

test("whatever the text, what is shown fits", () => {
  const text = fc.string({ unit: fc.constantFrom("a", "W", " ", "-", "క్ష", "日", "😀"), maxLength: 60 });
  fc.assert(
    fc.property(text, fc.integer({ min: 20, max: 300 }), (value, room) => {
      expect(textWidth(fitText(value, 13, room), 13)).toBeLessThanOrEqual(room);
      expect(textWidth(fitText(value, 13, room, { bold: true, keep: "end" }), 13, true)).toBeLessThanOrEqual(room);
      const lines = fitLines(value, 13, room, 3);
      expect(lines.length).toBeLessThanOrEqual(3);
      expect(lines.every((line) => textWidth(line, 13) <= room)).toBe(true);
    }),
  );
});
