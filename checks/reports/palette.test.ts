import { dark, light, type Palette } from "./palette";

function luminance(colour: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** As WCAG 2 defines it. */
function contrast(a: string, b: string): number {
  const [bright = 0, dim = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (bright + 0.05) / (dim + 0.05);
}

const onGround: readonly (keyof Palette)[] = ["ink", "soft", "accent", "pass", "fail", "unknown", "excepted"];
const onTints: readonly (readonly [keyof Palette, keyof Palette])[] = [
  ["pass", "passTint"],
  ["fail", "failTint"],
  ["unknown", "unknownTint"],
  ["excepted", "exceptedTint"],
  ...(["passTint", "failTint", "unknownTint", "exceptedTint", "privateTint"] as const).flatMap(
    (tint) =>
      [
        ["ink", tint],
        ["soft", tint],
      ] as const,
  ),
];

test.each([
  ["light", light],
  ["dark", dark],
])("text reads on every ground of the %s scheme (4.5 to 1)", (_, palette) => {
  const pairs = [
    ...onGround.flatMap(
      (text) =>
        [
          [text, "paper"],
          [text, "panel"],
        ] as const,
    ),
    ...onTints,
  ];
  const poor = pairs.filter(([text, ground]) => contrast(palette[text], palette[ground]) < 4.5);
  expect(poor).toEqual([]);
});

test("the measure itself is right", () => {
  expect(contrast("#000000", "#ffffff")).toBeCloseTo(21, 5);
  expect(contrast("#777777", "#ffffff")).toBeCloseTo(4.48, 2);
});
