import { readFileSync } from "node:fs";
import fc from "fast-check";
import { UserError } from "../common/errors";
import { explainEnvironment } from "./explain";
import { loadEnvironment } from "./load";
import { goodFile, reading } from "./testing";

/** Whatever is done to a good file: it is accepted with every value explained, or refused as a UserError with exit 2. */
const seed = 20261122;
const files = [
  goodFile,
  ...["demo", "navapradesh-production"].map((name) => readFileSync(`environments/${name}.yaml`, "utf8")),
];

function judge(text: string, base = goodFile): "accepted" | "refused" {
  try {
    const loaded = loadEnvironment("a.yaml", {
      ...reading({ "a.yaml": text, "base.yaml": base }),
      now: new Date("2026-11-22T00:00:00Z"),
    });
    for (const { origin } of explainEnvironment(loaded)) expect(origin).toBeDefined();
    return "accepted";
  } catch (error) {
    expect(error).toBeInstanceOf(UserError);
    if (!(error instanceof UserError)) throw error;
    expect(error.exitCode).toBe(2);
    expect(error.problems.length).toBeGreaterThan(0);
    return "refused";
  }
}

const scrap = fc.oneof(
  fc.string({ maxLength: 12 }),
  fc.string({ unit: "binary", maxLength: 6 }),
  fc.constantFrom(
    "\t",
    "\n",
    "  ",
    "- ",
    ": ",
    "? ",
    "{",
    "}",
    "[",
    "]",
    "*a",
    "&a ",
    "!!map ",
    "!x ",
    "<<: ",
    "---\n",
    "...\n",
    "%YAML 1.1\n",
    "|\n",
    ">-\n",
    "null",
    "~",
    ".nan",
    "1e999",
    "0x1F",
    "'",
    '"',
    "#",
    "__proto__: ",
    "constructor: ",
    "toString: ",
    "extends: ./base.yaml\n",
    "\u0000",
    "\ud800",
    "\u001b[2J",
  ),
);

test("text put in, taken out or written over anywhere", () => {
  const outcomes = new Map<string, number>();
  fc.assert(
    fc.property(fc.constantFrom(...files), fc.nat(), fc.nat({ max: 30 }), scrap, (file, at, length, text) => {
      const from = at % (file.length + 1);
      const outcome = judge(file.slice(0, from) + text + file.slice(from + length));
      outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
    }),
    { seed, numRuns: 600 },
  );
  // Both ways are taken, so the property is not an empty one.
  expect([...outcomes.keys()].sort()).toEqual(["accepted", "refused"]);
});

test("lines moved, doubled, lost or indented", () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...files),
      fc.nat(),
      fc.nat(),
      fc.constantFrom("move", "double", "lose", "indent"),
      (file, one, other, kind) => {
        const lines = file.split("\n");
        const from = one % lines.length;
        const line = lines[from] ?? "";
        if (kind === "lose" || kind === "move") lines.splice(from, 1);
        if (kind === "move" || kind === "double") lines.splice(other % (lines.length + 1), 0, line);
        if (kind === "indent") lines[from] = `  ${line}`;
        judge(lines.join("\n"));
      },
    ),
    { seed, numRuns: 250 },
  );
});

test("any value in any place", () => {
  const value = fc.oneof(
    fc.jsonValue(),
    fc.constantFrom("null", "[[]]", "{}", "{ a: { b: [1, { c: d }] } }", "-0", "1e400", "'2027-02-30'"),
  );
  const places = [
    "apiVersion",
    "kit",
    "extends",
    "name",
    "target",
    "emulator",
    "aws",
    "region",
    "recoveryRegion",
    "size",
    "network",
    "access",
    "tenants",
    "dataProtection",
    "audit",
    "recovery",
    "domain",
    "toString",
  ];
  fc.assert(
    fc.property(fc.constantFrom(...places), value, (place, given) => {
      const kept = goodFile.replace(new RegExp(`^${place}:.*\\n(?: .*\\n)*`, "m"), "");
      judge(`${kept}${place}: ${typeof given === "string" ? given : JSON.stringify(given)}\n`);
    }),
    { seed, numRuns: 250 },
  );
});

test("a base in any state", () => {
  fc.assert(
    fc.property(fc.nat(), fc.nat({ max: 40 }), scrap, (at, length, text) => {
      const from = at % (goodFile.length + 1);
      judge(
        "extends: base.yaml\nname: leaf\nsize: demo\n",
        goodFile.slice(0, from) + text + goodFile.slice(from + length),
      );
    }),
    { seed, numRuns: 250 },
  );
});

test("any text at all", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 200 }), (text) => {
      judge(text);
    }),
    { seed, numRuns: 200 },
  );
});
