import fc from "fast-check";
import { hole } from "./datum";
import { evaluateTemplate } from "./evaluate";
import { parseExpression, parseTemplate } from "./parser";

const noNames = { lookup: () => hole("no names") };

test("any text gives a tree or a message, and nothing is thrown", () => {
  const pieces = fc.constantFrom(
    "${",
    "}",
    "%{",
    "~",
    '"',
    "\\",
    "(",
    ")",
    "[",
    "]",
    "{",
    "a.b",
    "for",
    " in ",
    ":",
    "?",
    "=>",
    "...",
    "*",
    "1",
    "/*",
    "\n",
  );
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.array(pieces).map((all) => all.join("")),
      ),
      (text) => {
        for (const parse of [parseTemplate, parseExpression]) {
          const result = parse(text);
          expect(result.ok || (result.message !== "" && result.offset <= text.length)).toBe(true);
        }
      },
    ),
  );
});

test("text without markers is itself", () => {
  const plain = fc.string().filter((text) => !/[$%]/.test(text));
  fc.assert(
    fc.property(plain, (text) => {
      expect(evaluateTemplate(text, noNames)).toEqual({ kind: "literal", value: text });
    }),
  );
});

test("literals come back from the text of an expression", () => {
  const value = fc.jsonValue({ noUnicodeString: false, maxDepth: 3 });
  const hasMarkers = (text: string) => /[$%]\{/.test(text) || text.includes("__proto__") || /e[+-]\d|-0/.test(text);
  fc.assert(
    fc.property(value, (json) => {
      const text = JSON.stringify(json);
      fc.pre(!hasMarkers(text) && !/\\[bf]/.test(text));
      const result = evaluateTemplate(`\${${text}}`, noNames);
      expect(result.kind).toBe("literal");
      expect(JSON.parse(JSON.stringify(result.kind === "literal" ? result.value : null))).toEqual(JSON.parse(text));
    }),
  );
});

test("an escaped marker is text", () => {
  expect(evaluateTemplate("a $${b} %%{c}", noNames)).toEqual({ kind: "literal", value: "a ${b} %{c}" });
});

test("nesting without end is a message", () => {
  expect(parseTemplate(`\${${"(".repeat(50_000)}`)).toMatchObject({ ok: false, message: "nested too deeply" });
  expect(parseTemplate(`\${${"!".repeat(50_000)}a}`)).toMatchObject({ ok: false });
});

test.each([
  ["aws_subnet.a[0].id", { kind: "reference", name: "aws_subnet" }],
  ["aws_subnet.a[*].id", { kind: "reference", name: "aws_subnet" }],
  ['module.network["a.b"].vpc_id', { kind: "reference", name: "module" }],
  ["a ? b : c", { kind: "conditional" }],
  ["[for k, v in x : v if k != 1]", { kind: "for" }],
  ["{ for x in y : x.id => x... }", { kind: "for", grouped: true }],
  ["provider::aws::arn_parse(a)", { kind: "call", name: "provider::aws::arn_parse" }],
  ["f(a, b...)", { kind: "call", expandLast: true }],
  ["{ a = 1\n b = 2 }", { kind: "object" }],
])("%s is read", (text, expected) => {
  expect(parseExpression(text)).toMatchObject({ ok: true, expression: expected });
});
