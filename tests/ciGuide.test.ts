/** The guide for pipelines: its YAML is YAML, and its commands end as it says. */
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseDocument } from "yaml";
import { packageRoot } from "../common/packageRoot";

const root = packageRoot();
const guide = readFileSync(join(root, "docs", "guide-ci.md"), "utf8");
const blocks = (language: string) =>
  [...guide.matchAll(new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``, "g"))].map((match) => match[1] ?? "");

test("every YAML is YAML", () => {
  const documents = blocks("yaml").map((text) => parseDocument(text, { uniqueKeys: true }));
  expect(documents).toHaveLength(3);
  expect(documents.flatMap((document) => document.errors)).toEqual([]);
});

describe("commands", () => {
  const commands = [
    ...new Set(
      [
        ...guide.matchAll(/^.*?(?:kit\/node_modules\/\.bin\/)?digit-platform (check (?:infra|plan\.json) [^'\n`]+)/gm),
      ].map((match) => match[1]?.trim() ?? ""),
    ),
  ];
  const folder = mkdtempSync(join(tmpdir(), "digit-ci-guide-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  mkdirSync(join(folder, "infra"));
  const fixtures = join(root, "checks", "rules", "fixtures", "backup-and-recovery.plans.json");
  const plans = JSON.parse(readFileSync(fixtures, "utf8")) as Record<string, { plan: unknown }>;
  writeFileSync(
    join(folder, "plan.json"),
    JSON.stringify(plans["RDS-05/unprotected"]?.plan ?? Object.values(plans)[0]?.plan),
  );
  writeFileSync(join(folder, "infra", "main.tf"), 'resource "aws_s3_bucket" "files" { acl = "public-read" }\n');

  test("there are those of the guide", () => expect(commands.length).toBeGreaterThanOrEqual(8));

  test.each(commands)("%s", (command) => {
    const { status, stderr } = spawnSync(process.execPath, [join(root, "dist", "cli.js"), ...command.split(" ")], {
      cwd: folder,
      encoding: "utf8",
      env: { ...process.env, NO_COLOR: "1" },
    });
    // With a baseline nothing is new; where nothing may refuse, nothing does; everywhere else the bucket is refused.
    const allowed = command.includes("never") || command.includes("--baseline");
    if (command.includes("plan.json")) expect([0, 1]).toContain(status);
    else expect(`${status} ${allowed ? stderr : ""}`).toBe(allowed ? `0 ${stderr}` : "1 ");
    const output = /--output (\S+)/.exec(command)?.[1];
    if (output) {
      expect(readFileSync(join(folder, output), "utf8").length).toBeGreaterThan(100);
      cpSync(join(folder, output), join(folder, `kept-${output}`));
    }
  });
});
