import fc from "fast-check";
import { hole } from "../../expression/datum";
import { evaluate } from "../../expression/evaluate";
import { UnreadPlace } from "../../expression/written";
import { parseHcl } from "./parseHcl";
import type { HclBody } from "./syntax";

const noNames = { lookup: () => hole("no names") };

function values(body: HclBody): Record<string, unknown> {
  return Object.fromEntries(
    body.attributes.map(({ name, value }) => {
      if (value instanceof UnreadPlace) return [name, value.cause];
      const result = evaluate(value.expression, noNames);
      return [name, result.kind === "error" ? `error: ${result.message}` : result.value];
    }),
  );
}

const only = (text: string) => {
  const file = parseHcl(text);
  expect(file.problems).toEqual([]);
  return file;
};

test("blocks have labels, places, attributes and blocks of their own", () => {
  const { blocks } = only(`# a comment
resource "aws_vpc" main {
  cidr = "10.0.0.0/16" // another

  tags = { a = 1, "b" = 2
    c : 3 }
  nested { deep = true }
}
`);
  const [block] = blocks;
  expect(block).toMatchObject({ type: "resource", labels: ["aws_vpc", "main"], line: 2, lastLine: 8 });
  expect(block && values(block.body)).toEqual({ cidr: "10.0.0.0/16", tags: { a: 1, b: 2, c: 3 } });
  expect(block?.body.blocks[0]).toMatchObject({ type: "nested", line: 7, lastLine: 7 });
  expect(block?.body.attributes.map(({ line }) => line)).toEqual([3, 5]);
});

test.each([
  ["a = <<EOT\n  one\n two\nEOT\n", "  one\n two\n"],
  ["a = <<-EOT\n    one\n      two\n\n    EOT\n", "one\n  two\n\n"],
  ['a = <<EOT\n$${x} \\n "q"\nEOT\n', '${x} \\n "q"\n'],
  ["a = <<-EOT\n    one $\n  ${1 + 1}\n  EOT\n", "  one $\n2\n"],
  ["a = <<EOT\n%{ if true ~}\nyes\n%{ else ~}\nno\n%{ endif ~}\nEOT\n", "yes\n"],
  ["a = <<EOT\n%{ for x in [1, 2] ~}\n${x}\n%{ endfor ~}\nEOT\n", "1\n2\n"],
  ['a = "%{ for k, v in { x = 1 } }${k}${v};%{ endfor }"', "x1;"],
  ['a = "%{ if false }x%{ endif }."', "."],
  ["a = <<EOT\r\none\r\nEOT\r\n", "one\r\n"],
])("%j", (text, expected) => {
  expect(values(only(text))).toEqual({ a: expected });
});

test("an expression ends with its line, unless brackets are open", () => {
  expect(values(only("a = 1\nb = (1\n + 2)\nc = [\n1,\n2,\n]\nd = true ?\n 1 : 2\n"))).toEqual({
    a: 1,
    b: 3,
    c: [1, 2],
    d: 1,
  });
  expect(parseHcl("a = 1 b = 2\n").problems).toHaveLength(1);
});

test("a byte order mark, CRLF and a missing last new line do no harm", () => {
  expect(values(only("\uFEFFa = 1\r\nb = 2\r\n/* c */ c = 3"))).toEqual({ a: 1, b: 2, c: 3 });
});

describe("a value with a slip", () => {
  const block = (lines: string) =>
    parseHcl(`resource "a" "x" {\n  first = 1\n${lines}\n  last = 2\n}\nresource "a" "y" {}\n`);
  const told = (file: ReturnType<typeof parseHcl>) => ({
    blocks: file.blocks.map(({ labels, body }) => [
      labels[1],
      ...body.attributes.map(({ name, value }) => (value instanceof UnreadPlace ? `${name}?` : name)),
      ...body.blocks.map(({ type, body: inner }) => [
        type,
        ...inner.attributes.map(({ name, value }) => (value instanceof UnreadPlace ? `${name}?` : name)),
      ]),
    ]),
    problems: file.problems.map(({ attribute, line, labels }) => `${labels[1]} ${attribute} ${line}`),
  });

  test.each<[string, string, readonly unknown[], string]>([
    ["a quote that is not closed", '  bad = "abc', ["first", "bad?", "last"], "bad 3"],
    ["two values on one line", "  bad = 1 2", ["first", "bad?", "last"], "bad 3"],
    ["a bracket that is not closed", '  bad = ["a"', ["first", "bad?", "last"], "bad 4"],
    ["a slip in a map", '  bad = {\n    A = "x" "y"\n    B = 1\n  }', ["first", "bad?", "last"], "bad 4"],
    ["a slip in a call", "  bad = merge(local.a {\n    B = 1\n  })", ["first", "bad?", "last"], "bad 3"],
    [
      "a slip in a block inside",
      "  inner {\n    bad = 1 2\n    good = 3\n  }",
      ["first", "last", ["inner", "bad?", "good"]],
      "bad 4",
    ],
    ["two of them", '  bad = "abc\n  worse = [1', ["first", "bad?", "worse?", "last"], "bad 3,x worse 5"],
  ])("%s takes nothing else with it", (_name, lines, rest, problem) => {
    expect(told(block(lines))).toEqual({ blocks: [["x", ...rest], ["y"]], problems: `x ${problem}`.split(",") });
  });

  test.each([
    ["a text whose end is not found", "  bad = <<EOT\n  last = 1\n"],
    ["several items on one line", "  inner { bad = 1 2 }"],
    ["lines that are not laid out", " bad = [1\n{"],
    ["an inner block whose brace is missing", "  inner {\n    bad = 1 2"],
  ])("%s leaves the whole block unread", (_name, lines) => {
    const { blocks, problems } = told(block(lines));
    expect(blocks.map(([label]) => label)).not.toContain("x");
    expect(problems).toHaveLength(1);
  });
});

test("a block that cannot be read leaves the others as they are", () => {
  const file = parseHcl(`resource "a" "x" {
  bad "never" closed
}
resource "a" "y" {
  ok = 1
}
resource "a" "z" {
  open = {
resource "a" "last" {
  ok = 2
}
`);
  expect(file.blocks.map(({ labels }) => labels[1])).toEqual(["y", "last"]);
  expect(file.problems).toMatchObject([
    { labels: ["a", "x"], line: 2, blockLine: 1, message: "expected `=`, a label or `{`" },
    { labels: ["a", "z"], blockLine: 7 },
  ]);
});

test("comments keep their text and lines", () => {
  const { comments } = only("#checkov:skip=X:why\na = 1 // beside\n/* two\n   lines */\n");
  expect(comments).toEqual([
    { text: "checkov:skip=X:why", line: 1, lastLine: 1 },
    { text: "beside", line: 2, lastLine: 2 },
    { text: "two\n   lines", line: 3, lastLine: 4 },
  ]);
});

test("any text is read to its end, and nothing is thrown", () => {
  const pieces = fc.constantFrom(
    "a",
    "=",
    "{",
    "}",
    '"',
    "\n",
    "<<EOT\n",
    "EOT",
    "${",
    "%{ if",
    "~",
    "#",
    "/*",
    "[",
    "(",
    "for",
    "0.5",
    'b "c" {\n',
  );
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.array(pieces).map((all) => all.join(" ")),
      ),
      (text) => {
        const { problems } = parseHcl(text);
        expect(problems.every(({ line, message }) => line >= 1 && message !== "")).toBe(true);
      },
    ),
  );
});

test("nesting without end is a problem, in bounded time", () => {
  for (const opening of ["[", "(", "{a=", '"${', "a {\n", "<<A\n${", "!", "f("]) {
    expect(parseHcl(`a = ${opening.repeat(10_000)}`).problems.length).toBeGreaterThan(0);
    expect(parseHcl(`b {\n a = ${opening.repeat(10_000)}`).problems.length).toBeGreaterThan(0);
  }
  expect(parseHcl("a {\n".repeat(10_000)).problems.length).toBeGreaterThan(0);
  expect(parseHcl(`a = ${"1+".repeat(10_000)}1`).problems[0]?.message).toBe("too many operators in a row");
});
