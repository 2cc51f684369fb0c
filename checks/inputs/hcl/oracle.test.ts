/** Our reader beside Terraform's own, on every example of a rule and on what the examples do not have. */
import { printHcl } from "../../../tools/examples/hclPrinter";
import { plannedExamples } from "../../../tools/examples/rootModule";
import { parseHcl } from "./parseHcl";
import { differences, oracleReading } from "./testing/oracle";

test("both read all examples alike", async () => {
  for (const { id, example } of plannedExamples()) {
    const text = printHcl(example.terraform ?? {}, id);
    const ours = parseHcl(text);
    expect({ id, problems: ours.problems }).toEqual({ id, problems: [] });
    expect({ id, differences: differences(ours, await oracleReading(text)) }).toEqual({ id, differences: [] });
  }
});

test.each([
  ["operators", "a = 1 + 2 * 3 - -4 == !true || x && y != z >= 1 % 2\n"],
  ["conditionals", "a = x ? y ? 1 : 2 : z ? 3 : 4\n"],
  ["traversals", 'a = b[0].c["d"].e[*].f\ng = h.*.i\nj = k.*.l[0]\nm = n.0.o\n'],
  ["functions", "a = f()\nb = f(1, [2], { c = 3 })\nd = f(x...)\ne = f(\n1,\n2,\n)\n"],
  ["for", "a = [for x in y : x if x != 1]\nb = { for k, v in y : k => v... if k != v }\n"],
  ["objects", 'a = { b = 1, "c" : 2\n d = 3\n (e) = 4, "${f}g" = 5 }\n'],
  ["templates", 'a = "b${c}d$${e}%%{f}\\n\\u00e9${"g${h}"}"\n'],
  ["heredocs", "a = <<EOT\nb ${c}\n  d \\n\nEOT\ne = <<-EOT\n    f\n      g\n\n    h\n    EOT\n"],
  ["comments", "# a\n// b\n/* c\n d */\na = 1 # e\nb = [ # f\n1, // g\n]\n"],
  ["numbers", "a = 0.5\nb = 1e3\nc = -7\nd = 123456789012\n"],
  ["blocks", 'a "b" c {\n}\nd { e = 1 }\nf {\n  g {\n    h = 1\n  }\n}\n'],
  ["carriage returns", "a = 1\r\nb {\r\n  c = <<EOT\r\nd\r\nEOT\r\n}\r\n"],
])("both read %s alike", async (_name, text) => {
  const ours = parseHcl(text);
  const theirs = await oracleReading(text);
  expect(theirs).toBeDefined();
  expect(ours.problems).toEqual([]);
  expect(differences(ours, theirs)).toEqual([]);
});
