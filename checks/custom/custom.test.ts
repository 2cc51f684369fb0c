import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { UserError } from "../../common/errors";
import { evaluate } from "../evaluate";
import { buildGraph } from "../graph/buildGraph";
import { readInputs } from "../inputs/readInputs";
import type { Rule } from "../rule";
import { allRules } from "../rules";
import { withCustomRules } from ".";

const folder = mkdtempSync(join(tmpdir(), "digit-custom-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function write(name: string, text: string): string {
  const path = join(folder, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
  return path;
}

/** `<check> <resource> <status>` of the organisation's checks, and the reasons of unknowns. */
function judged(rules: readonly Rule[], content: string, path: string): readonly string[] {
  const graph = buildGraph(readInputs([{ path, content }]).inputs);
  const { findings } = evaluate(graph, rules, { version: "1", now: new Date("2026-01-01"), show: "all" });
  return findings
    .filter((one) => one.rule.startsWith("ACME"))
    .map((one) => `${one.check} ${one.resource} ${one.status}${one.reason ? `: ${one.reason}` : ""}`)
    .sort();
}

async function problemsOf(...paths: readonly string[]): Promise<readonly string[]> {
  try {
    await withCustomRules(allRules, paths, folder);
  } catch (error) {
    if (error instanceof UserError)
      return error.problems.length > 0 ? error.problems.map((one) => one.code) : [error.code];
    throw error;
  }
  return [];
}

describe("the guide", () => {
  const guide = readFileSync(join(__dirname, "..", "..", "docs", "guide-custom-rules.md"), "utf8");
  const block = (language: string) => new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``).exec(guide)?.[1] ?? "";
  const terraform = `
    variable "owner" {}
    resource "aws_s3_bucket" "named" { tags = { owner = "team@example.org" } }
    resource "aws_s3_bucket" "nameless" {}
    resource "aws_s3_bucket" "later" { tags = { owner = var.owner } }
    resource "aws_sqs_queue" "dead" {}
    resource "aws_sqs_queue" "good" { redrive_policy = jsonencode({ deadLetterTargetArn = aws_sqs_queue.dead.arn }) }
    resource "aws_sqs_queue" "bad" {}
  `;
  const manifests = ["{ public: x }", "{ public: x, cost-centre: a }", "{}"]
    .map((labels, index) => `apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: d${index}, labels: ${labels} }\n`)
    .join("---\n");

  test("says what happens", async () => {
    write("guide/pack.yaml", block("yaml"));
    write("guide/queues.ts", block("ts"));
    const rules = await withCustomRules(allRules, ["guide"], folder);
    expect(judged(rules, terraform, "main.tf")).toEqual([
      "ACME-01.owner aws_s3_bucket.later unknown: the variable owner has no value here",
      "ACME-01.owner aws_s3_bucket.named pass",
      "ACME-01.owner aws_s3_bucket.nameless fail",
      "ACME-10.redrive aws_sqs_queue.bad fail",
      "ACME-10.redrive aws_sqs_queue.good pass",
    ]);
    expect(judged(rules, manifests, "manifests.yaml")).toEqual([
      "ACME-02.cost-centre Deployment/d0 fail",
      "ACME-02.cost-centre Deployment/d1 pass",
    ]);
    const versioning = rules.find(({ metadata }) => metadata.id === "S3-04");
    expect(versioning?.metadata.severity).toBe("high");
    expect(rules).toHaveLength(allRules.length + 3);
  });
});

const pack = (parts: string) => `apiVersion: digit-platform/rules/v1\nkind: RulePack\nname: acme\n${parts}`;
const rule = (id: string, expression: string) => `
  - id: ${id}
    title: t
    severity: low
    resourceTypes: [aws_s3_bucket]
    rationale: r
    remediation: r
    checks: [{ id: ${id}.c, title: t, message: m, expression: '${expression}' }]`;

test("an error in a rule is an unknown with the cause, never a pass", async () => {
  const expressions = [
    "resource.nothing == 1",
    "resource.bucket",
    "resource.bucket > 3",
    "resource.tags.all(t, t == 1)",
  ];
  const path = write("errors.yaml", pack(`rules:${expressions.map((one, i) => rule(`ACME-0${i}`, one)).join("")}`));
  const script = write(
    "throws.js",
    `exports.rules = ["ACME-20", "ACME-21", "ACME-22"].map((id, index) => ({
      metadata: { id, title: "t", control: "a.b", severity: "low", group: "secrets", inputs: ["hcl"], rationale: "r",
        remediation: "r", resourceTypes: ["aws_s3_bucket"], checks: [{ id: id + ".c", title: "t", severity: "low" }] },
      evaluate: [() => { throw new Error("boom") }, () => Promise.resolve([]), () => [{ check: "S3-04.x", status: "pass" }]][index],
    }));`,
  );
  const rules = await withCustomRules(allRules, [path, script], folder);
  const rows = judged(rules, 'resource "aws_s3_bucket" "a" { bucket = "a" }', "main.tf");
  expect(rows).toHaveLength(7);
  for (const row of rows) expect(row).toMatch(/ unknown: (the expression|the rule failed)/);
});

test("a pack may select rules, by id or prefix", async () => {
  const path = write("select.yaml", pack(`select: [S3-*, RDS-05, ACME-*]\nrules:${rule("ACME-01", "true")}`));
  const ids = (await withCustomRules(allRules, [path], folder)).map(({ metadata }) => metadata.id);
  expect(ids).toEqual(expect.arrayContaining(["ACME-01", "RDS-05", "S3-04"]));
  expect(ids.every((id) => /^(S3-|RDS-05|ACME-01)/.test(id))).toBe(true);
});

test.each<readonly [string, string, string, readonly string[]]>([
  ["an id of the product", "a.yaml", pack(`rules:${rule("S3-04", "true")}`), ["custom-rule-id"]],
  ["a reserved prefix", "a.yaml", pack(`rules:${rule("EXC-09", "true")}`), ["custom-rule-id"]],
  ["an id twice", "a.yaml", pack(`rules:${rule("A-1", "true")}${rule("A-1", "true")}`), ["custom-rule-id"]],
  [
    "broken expressions",
    "a.yaml",
    pack(`rules:${rule("A-1", "1 +")}${rule("A-2", "nobody == 1")}`),
    ["custom-rule", "custom-rule"],
  ],
  [
    "an unknown key and a missing one",
    "a.yaml",
    pack("rulez: []").replace("name: acme\n", ""),
    ["rule-pack", "rule-pack"],
  ],
  ["broken YAML", "a.yaml", "a: [", ["invalid-yaml"]],
  [
    "a rule that is not there",
    "a.yaml",
    pack("select: [NO-1]\nseverities: { NO-2: low }"),
    ["unknown-rule", "unknown-rule"],
  ],
  ["a script without rules", "a.js", "exports.x = 1", ["custom-rule"]],
  ["a script with a slip", "a.ts", "export const rule = {", ["custom-rule-file"]],
  ["a script that ends badly", "a.js", "throw new Error('x')", ["custom-rule-file"]],
  [
    "a rule without anything",
    "a.js",
    "exports.rule = {}",
    Array.from({ length: 11 }, (_, i) => (i === 1 ? "custom-rule-id" : "custom-rule")),
  ],
  ["another kind of file", "a.txt", "x", ["custom-rules"]],
])("refuses %s", async (_what, name, text, codes) => {
  expect((await problemsOf(write(`bad/${name}`, text))).slice(0, codes.length)).toEqual(
    codes.length > 10 ? expect.arrayContaining(["custom-rule", "custom-rule-id"]) : codes,
  );
});

test("refuses what is not there and a folder without rules", async () => {
  expect(await problemsOf("missing")).toEqual(["input-not-found"]);
  mkdirSync(join(folder, "empty"), { recursive: true });
  expect(await problemsOf("empty")).toEqual(["custom-rules"]);
});
