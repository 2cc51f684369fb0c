import { synthesizedFixture } from "./generated";
import { provenTypes, resourcePage, stacksOfTypes } from "./resourceTable";

const used = stacksOfTypes(synthesizedFixture());

test("the catalogue says of every type that synthesis uses how far it is proven, and of no other", () => {
  expect(Object.keys(provenTypes).sort()).toEqual([...used.keys()].sort());
});

test("a type is applied, or planned only with the reason", () => {
  for (const [type, { emulator, note = "" }] of Object.entries(provenTypes)) {
    expect([type, emulator]).toEqual([type, expect.stringMatching(/^(applied|planned only)$/)]);
    if (emulator === "planned only") expect([type, note.length > 20]).toEqual([type, true]);
  }
});

test("a type that nobody has proven is shown as such", () => {
  expect(resourcePage(new Map([["edge", { resource: { aws_new_thing: {} } }]]))).toContain(
    "| `aws_new_thing` | edge | not proven |  |",
  );
});
