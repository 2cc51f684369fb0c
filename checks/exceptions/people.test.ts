import fc from "fast-check";
import { listedAs, mayBeSame, personOf } from "./people";

const listed = ["Asha Rao <asha.rao@example.org>", "Imran Khan <imran.khan@example.org>", "meera"];

test.each<[string, string | undefined, string | undefined]>([
  ["Asha Rao <Asha.Rao@Example.org>", "Asha Rao", "asha.rao@example.org"],
  ["asha.rao@example.org", undefined, "asha.rao@example.org"],
  ["  Asha Rao ", "Asha Rao", undefined],
  ['"Rao, Asha" <a@b.c>', "Rao, Asha", "a@b.c"],
])("%j has its name and address", (text, name, email) => {
  expect(personOf(text)).toEqual({ name, email });
});

test.each([
  ["asha.rao@example.org", true],
  ["ASHA.RAO@example.org", true],
  ["Asha  rao", true],
  ["meera", true],
  ["Asha Rao <someone@else.org>", false],
  ["asha.rao+x@example.org", false],
  ["asha", false],
  ["A. Rao", false],
  ["", false],
])("%j is listed: %s", (text, expected) => {
  expect(listedAs(text, listed) !== undefined).toBe(expected);
});

describe("one person under two spellings", () => {
  test.each([
    ["asha", "Asha"],
    ["asha.rao@example.org", "Asha.Rao+gate@example.org"],
    ["asharao@example.org", "asha.rao@example.org"],
    ["asha.rao@gmail.example", "asha.rao@example.org"],
    ["Asha Rao", "asha.rao@example.org"],
    ["Rao, Asha", "asha.rao@example.org"],
    ["Dr. Asha Rao", "Asha Rao"],
    ["A. Rao", "asha.rao@example.org"],
    ["arao", "asha.rao@example.org"],
    ["Ashá Rao", "Asha Rao"],
    ["Asha\u200b Rao", "Asha Rao"],
    ["Asha Rao <asha@home.example>", "Asha Rao <asha.rao@example.org>"],
    ["आशा राव", "आशा  राव"],
  ])("%j and %j", (a, b) => {
    expect(mayBeSame(a, b)).toBe(true);
    expect(mayBeSame(b, a)).toBe(true);
  });

  test("the list tells the name of an address and the address of a name", () => {
    expect(mayBeSame("asha", "asha.rao@example.org", listed)).toBe(true);
    const short = ["Asha Rao <a.r@example.org>"];
    expect(mayBeSame("Asha Rao", "a.r@example.org", short)).toBe(true);
    expect(mayBeSame("asha.rao@elsewhere.example", "a.r@example.org")).toBe(false);
  });
});

test.each([
  ["asha", "ravi"],
  ["ops@example.org", "asha.rao@example.org"],
  ["platform-team", "security-team"],
  ["security", "security-lead"],
  ["Anil Rao <anil.rao@example.org>", "asha.rao@example.org"],
  ["A. Rao <anil.rao@example.org>", "Asha Rao <asha.rao@example.org>"],
  ["Imran Khan", "Asha Rao"],
  ["ops@one.example", "ops@two.example"],
  ["आशा राव", "मीरा राव"],
])("%j and %j are two people", (a, b) => {
  expect(mayBeSame(a, b, listed)).toBe(false);
  expect(mayBeSame(b, a, listed)).toBe(false);
});

test("whoever is written as anything is the same as oneself, whatever the case and spaces", () => {
  const word = fc.stringMatching(/^[a-z]{2,10}$/);
  fc.assert(
    fc.property(fc.array(word, { minLength: 1, maxLength: 4 }), (words) => {
      const name = words.join(" ");
      return mayBeSame(name, ` ${name.toUpperCase()} `) && mayBeSame([...words].reverse().join(" "), name);
    }),
    { seed: 4, numRuns: 200 },
  );
});
