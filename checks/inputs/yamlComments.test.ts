import { yamlComments } from "./yamlComments";

test("every comment of every place, and no other #", () => {
  const text = `# first
a: 1 # beside
b: "# no" # after a text
c: | # of a block
  # inside of a text
d:
  # above an item
  - x # beside an item
  - {y: 1, # in a flow
     z: 2}
--- # a second document
e: x#y
# last`;
  expect(yamlComments(text).map(({ text, line }) => `${line} ${text}`)).toEqual([
    "1 first",
    "2 beside",
    "3 after a text",
    "4 of a block",
    "7 above an item",
    "8 beside an item",
    "9 in a flow",
    "11 a second document",
    "13 last",
  ]);
});

test("a text that is no YAML, and one that is nested without end, are read without an error", () => {
  expect(yamlComments("a: [ # x\n}: - # y").map(({ text }) => text)).toContain("x");
  expect(yamlComments(`${"[".repeat(5_000)} # deep`).length).toBeLessThanOrEqual(1);
});
