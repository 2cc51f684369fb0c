/**
 * Damaged and hostile inputs, with fixed seeds: each ends with a report or with an error for people, in bounded time,
 * and nothing that was put into it acts on what is printed.
 */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { evaluate } from "../../checks/evaluate";
import { buildGraph } from "../../checks/graph/buildGraph";
import { readInputs } from "../../checks/inputs/readInputs";
import type { Report } from "../../checks/model";
import { renderConsole } from "../../checks/reports/console";
import { renderHtml } from "../../checks/reports/html";
import { renderJson } from "../../checks/reports/json";
import { allRules } from "../../checks/rules";
import { UserError } from "../../common/errors";
import { packageRoot } from "../../common/packageRoot";

const now = new Date("2026-01-01T00:00:00Z");
const folder = mkdtempSync(join(tmpdir(), "digit-hostile-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Seconds of the processor for one input; ordinary ones of this size take some milliseconds. */
const longest = 10;

function judged(path: string, content: string | Uint8Array): Report | UserError {
  const started = process.cpuUsage();
  try {
    const graph = buildGraph(readInputs([{ path, content }]).inputs);
    return evaluate(graph, allRules, { version: "1", now, show: "all" });
  } catch (error) {
    if (error instanceof UserError) return error;
    throw error;
  } finally {
    expect(process.cpuUsage(started).user / 1e6).toBeLessThan(longest);
  }
}

const fixtures = join(packageRoot(), "checks", "rules", "fixtures", "identity.plans.json");
const plans = Object.values(JSON.parse(readFileSync(fixtures, "utf8")) as Record<string, { plan: unknown }>);
const seeds: readonly (readonly [name: string, text: string])[] = [
  ["plan.json", JSON.stringify(plans[0]?.plan)],
  ["plan.json", JSON.stringify(plans.at(-1)?.plan)],
  [
    "main.tf",
    `locals { names = toset(["a", "b"]) }
resource "aws_s3_bucket" "x" {
  for_each = local.names
  bucket   = "\${each.key}-files"
  dynamic "logging" {
    for_each = [1]
    content { target_bucket = "log\${logging.value}" }
  }
}
data "aws_iam_policy_document" "p" {
  statement {
    actions   = ["s3:*"]
    resources = ["*"]
  }
}
resource "aws_iam_policy" "p" { policy = data.aws_iam_policy_document.p.json }
output "o" { value = <<-EOT
  text %{ for n in local.names }\${n}%{ endfor }
EOT
}
`,
  ],
  [
    "pod.yaml",
    `apiVersion: v1
kind: Pod
metadata: { name: p, labels: &l { app: x } }
spec:
  hostNetwork: true
  containers: [{ name: c, image: "nginx", securityContext: { privileged: true }, env: [{ name: PASSWORD, value: hunter2hunter2 }] }]
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: n, labels: *l }
spec: { podSelector: {}, policyTypes: [Ingress] }
`,
  ],
];

test("bytes changed, cut, doubled and put in", () => {
  const change = fc.record({
    at: fc.double({ min: 0, max: 0.999, noNaN: true }),
    length: fc.integer({ min: 0, max: 12 }),
    text: fc.oneof(
      fc.string({ maxLength: 8 }),
      fc.constantFrom(
        "{",
        "}",
        "[",
        "]",
        '"',
        "\\",
        "${",
        "%{",
        "<<EOT\n",
        "&a ",
        "*a",
        "!!js/function ",
        "\u0000",
        "\ud800",
      ),
      fc.constantFrom(
        "__proto__",
        "constructor",
        "null",
        "1e999",
        "-0",
        "\u001b[31m",
        "<script>",
        "---\n",
        "{{ .Values.x }}",
      ),
    ),
  });
  let reports = 0;
  fc.assert(
    fc.property(
      fc.constantFrom(...seeds),
      fc.array(change, { minLength: 1, maxLength: 6 }),
      ([name, seed], changes) => {
        const text = changes.reduce((before, { at, length, text: put }) => {
          const start = Math.floor(at * before.length);
          return before.slice(0, start) + put + before.slice(start + length);
        }, seed);
        const result = judged(name, text);
        if (result instanceof UserError) expect(result.exitCode).toBe(2);
        else reports += 1;
      },
    ),
    { numRuns: 400, seed: 20261125 },
  );
  expect(reports).toBeGreaterThan(50);
});

test("random bytes", () => {
  fc.assert(
    fc.property(
      fc.uint8Array({ maxLength: 400 }),
      fc.constantFrom("a.tf", "a.json", "a.yaml", "a.tf.json"),
      (bytes, name) => {
        judged(name, bytes);
      },
    ),
    { numRuns: 400, seed: 4 },
  );
});

const deep = (open: string, close: string, count: number) => open.repeat(count) + close.repeat(count);
const policy = (text: string) => `resource "aws_iam_policy" "p" { policy = ${JSON.stringify(text)} }`;

test.each<readonly [string, string, string]>([
  ["brackets in JSON", "a.tf.json", `{"resource":{"aws_s3_bucket":{"a":{"bucket":${deep("[", "]", 50_000)}}}}}`],
  ["brackets in HCL", "a.tf", `locals { a = ${deep("[", "]", 50_000)} }`],
  ["parentheses in HCL", "a.tf", `locals { a = ${deep("(", ")", 50_000)} }`],
  ["blocks in HCL", "a.tf", deep("a {\n", "}\n", 20_000)],
  ["flow lists in YAML", "a.yaml", `apiVersion: v1\nkind: Pod\nspec: ${deep("[", "]", 20_000)}`],
  ["brackets in a policy", "a.tf", policy(`{"Statement":${deep("[", "]", 20_000)}}`)],
  ["a long string", "a.tf", `resource "aws_s3_bucket" "a" { bucket = "${"a".repeat(5_000_000)}" }`],
  ["many interpolations", "a.tf", `resource "aws_s3_bucket" "a" { bucket = "${"${var.x}".repeat(50_000)}" }`],
  [
    "references in a circle",
    "a.tf",
    'locals {\n a = local.b\n b = local.a\n}\nresource "aws_s3_bucket" "x" { bucket = local.a }',
  ],
  ["a module that calls itself", "a.tf", 'module "a" { source = "./" }'],
  [
    "locals that double",
    "a.tf",
    `locals {\n a0 = ["x"]\n${Array.from({ length: 40 }, (_, i) => ` a${i + 1} = concat(local.a${i}, local.a${i})`).join("\n")}\n}\nresource "aws_s3_bucket" "x" { tags = local.a40 }`,
  ],
  ["a huge count", "a.tf", 'resource "aws_s3_bucket" "a" { count = 1000000000 }'],
  [
    "a huge range",
    "a.tf",
    'resource "aws_s3_bucket" "a" { for_each = toset([for i in range(100000000) : tostring(i)]) }',
  ],
  [
    "a pattern that backtracks",
    "a.tf",
    `locals { a = regex("(a+)+$", "${"a".repeat(40)}b") }\nresource "aws_s3_bucket" "x" { bucket = local.a }`,
  ],
  [
    "aliases that explode",
    "a.yaml",
    `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata:\n  a: &a [x,x,x,x,x,x,x,x,x]\n${Array.from({ length: 12 }, (_, i) => `  ${"bcdefghijklmn"[i]}: &${"bcdefghijklmn"[i]} [${Array(9).fill(`*${"abcdefghijklm"[i]}`).join(",")}]`).join("\n")}\n`,
  ],
  [
    "prototype keys",
    "a.tf.json",
    '{"resource":{"aws_s3_bucket":{"__proto__":{"bucket":"a"},"constructor":{"__proto__":{"acl":"public-read"}}}}}',
  ],
  [
    "prototype kinds",
    "a.yaml",
    "apiVersion: v1\nkind: __proto__\nmetadata: { name: constructor, namespace: toString }\n",
  ],
])("%s", (_what, name, text) => {
  const result = judged(name, text);
  if (result instanceof UserError) expect(result.exitCode).toBe(2);
  expect(({} as Record<string, unknown>).bucket).toBeUndefined();
  expect(({} as Record<string, unknown>).acl).toBeUndefined();
});

test("names act on no terminal and no page, and values that look like secrets are hidden", () => {
  const name = "\u001b]0;x\u0007\u001b[2J<script>alert(1)</script>\u202e";
  const secret = "AKIAIOSFODNN7EXAMPLE";
  const source = { resource: { aws_s3_bucket: { [name]: { bucket: secret, acl: "public-read" } } } };
  const report = judged("a.tf.json", JSON.stringify(source));
  if (report instanceof UserError) throw report;
  const texts = [
    renderConsole(report, { color: false, width: 80, show: "all", failOn: "medium" }),
    renderJson(report, { reproducible: true }),
    renderHtml(report, { failOn: "medium", rules: allRules.map((rule) => rule.metadata) }),
  ];
  expect(report.findings.length).toBeGreaterThan(0);
  for (const text of texts) {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
    expect(text).not.toMatch(/[\u001b\u0007\u202e]/);
    expect(text).not.toContain(secret);
  }
  expect(texts[2]).not.toContain("<script>alert");
});

test("links that leave the folder are not followed, and devices not read", () => {
  const inside = join(folder, "links");
  mkdirSync(inside);
  const secret = join(folder, "secret.tf");
  writeFileSync(secret, 'resource "aws_s3_bucket" "outside" {}\n');
  writeFileSync(join(inside, "main.tf"), 'resource "aws_iam_policy" "p" { policy = file("../secret.tf") }\n');
  symlinkSync(secret, join(inside, "link.tf"));
  symlinkSync("/dev/zero", join(inside, "zero.tf"));
  symlinkSync(".", join(inside, "loop"));
  const { inputs } = readInputs([inside]);
  const graph = buildGraph(inputs);
  expect(graph.nodes.map((node) => node.address)).toEqual(["aws_iam_policy.p"]);
  const reading = graph.nodes[0]?.get("policy");
  expect(reading?.kind).toBe("unknown");
  expect(JSON.stringify(reading)).not.toContain("outside");
});
