/** The contract of the command line: exit codes, where words go, what is refused. */
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { command } from "./run";

const folder = mkdtempSync(join(tmpdir(), "digit-cli-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const file = (name: string, text: string): string => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};
const openBucket = JSON.stringify({
  resource: {
    aws_kms_key: {
      open: { policy: '{"Statement":[{"Effect":"Allow","Principal":"*","Action":"kms:*","Resource":"*"}]}' },
    },
  },
});

describe("exit codes", () => {
  it.each([
    ["help", ["--help"], 0],
    ["help of a verb", ["deploy", "--help"], 0],
    ["the version", ["--version"], 0],
    ["a valid environment", ["validate", "environments/demo.yaml"], 0],
    ["no verb", [], 2],
    ["an unknown verb", ["deplyo"], 2],
    ["an unknown option", ["validate", "--frobnicate", "environments/demo.yaml"], 2],
    ["an environment that is not there", ["validate", "environments/none.yaml"], 2],
    ["nothing to check", ["check", "docs"], 2],
    ["an input that fits no kind", ["check", "LICENSE"], 2],
    ["an unknown rule", ["check", "environments/demo.yaml", "--rules", "NOPE-1"], 2],
    ["a format that comes later", ["check", "environments/demo.yaml", "--format", "sarif"], 2],
    ["a verb that comes later", ["drift", "environments/demo.yaml"], 2],
    ["deploying without being asked to", ["deploy", "environments/demo.yaml"], 2],
    ["a report before any run", ["report", "environments/demo.yaml", "--out", join(folder, "none")], 2],
    ["verifying what is not deployed", ["verify", "environments/demo.yaml", "--out", join(folder, "fresh")], 2],
  ])("%s", async (_, args, code) => {
    const ended = await command(args);
    expect(`${ended.code} ${ended.code === code ? "" : ended.stderr}`).toBe(`${code} `);
    expect(ended.stderr + ended.stdout).not.toMatch(/\n\s+at .+\(.+:\d+:\d+\)/);
  });

  it("is 1 for a finding at or above --fail-on, and 0 below it", async () => {
    const bad = file("open.tf.json", openBucket);
    expect((await command(["check", bad])).code).toBe(1);
    expect((await command(["check", bad, "--fail-on", "critical"])).code).toBe(0);
    expect((await command(["check", bad, "--fail-on", "never"])).code).toBe(0);
  });

  it("is 3 for a missing tool, and says which and how to get it", async () => {
    const empty = join(folder, "empty");
    mkdirSync(empty, { recursive: true });
    const ended = await command(["plan", "environments/demo.yaml", "--out", join(folder, "tools")], {
      PATH: empty,
      DIGIT_CACHE: join(folder, "cache"),
      // Nothing is fetched from a port where nobody listens.
      HTTPS_PROXY: "http://127.0.0.1:9",
    });
    expect(ended.code).toBe(3);
    expect(ended.stderr).toMatch(/Terraform is missing[\s\S]*what to do/);
  });
});

describe("the gate's verbs", () => {
  it.each(["plan", "deploy", "verify"])("%s refuses the options that belong to check", async (verb) => {
    const ended = await command([verb, "environments/demo.yaml", "--fail-on", "never", "--rules", "KMS-01"]);
    expect(ended.code).toBe(2);
    expect(ended.stderr).toMatch(/--fail-on, --rules belong to `check`/);
  });
});

describe("output", () => {
  it("keeps machine output on standard output, alone and the same each time", async () => {
    const first = await command(["check", "environments/demo.yaml", "--format", "json", "--reproducible"]);
    const second = await command(["check", "environments/demo.yaml", "--format", "json", "--reproducible"]);
    expect(JSON.parse(first.stdout)).toMatchObject({ schemaVersion: "1.0", summary: { fail: 0 } });
    expect(second.stdout).toBe(first.stdout);
  });

  it("writes whole reports to a file, also HTML", async () => {
    const page = join(folder, "reports", "page.html");
    expect((await command(["check", "environments/demo.yaml", "--format", "html", "--output", page])).code).toBe(0);
    expect(readFileSync(page, "utf8")).toMatch(/^<!doctype html>[\s\S]*<\/html>\s*$/i);
  });

  it("synthesizes the same bytes into any folder", async () => {
    const bytes = async (out: string): Promise<string> => {
      expect((await command(["synth", "environments/demo.yaml", "--out", join(folder, out)])).code).toBe(0);
      return readFileSync(join(folder, out, "demo", "stacks", "data", "cdk.tf.json"), "utf8");
    };
    expect(await bytes("one")).toBe(await bytes("two"));
  });

  it("lists every rule in the published shape", async () => {
    const rules = JSON.parse((await command(["rules", "--format", "json"])).stdout);
    expect(rules.length).toBeGreaterThan(100);
    for (const rule of rules) {
      expect(Object.keys(rule).sort()).toEqual([
        "aliases",
        "checks",
        "control",
        "equivalents",
        "frameworks",
        "group",
        "id",
        "inputs",
        "parameters",
        "rationale",
        "remediation",
        "resourceTypes",
        "severity",
        "title",
      ]);
      expect(Object.keys(rule.frameworks).sort()).toEqual([
        "certIn2022",
        "cis",
        "digitGuidelines",
        "dpdpRules2025",
        "iso27001",
        "nist80053",
      ]);
    }
  });

  it("writes nothing when init cannot have all its answers", async () => {
    const target = join(folder, "new.yaml");
    const ended = await command(["init", "--name", "trial", "--file", target]);
    expect(ended.code).toBe(2);
    expect(ended.stderr).toMatch(/--account[\s\S]*--approver-email/);
    expect(existsSync(target)).toBe(false);
  });
});

describe("exceptions", () => {
  it("adds an entry that counts, lists it, and refuses one that would not count", async () => {
    const environment = file("demo.yaml", readFileSync("environments/demo.yaml", "utf8"));
    const approver = /email: (\S+)/.exec(readFileSync("environments/demo.yaml", "utf8"))?.[1] ?? "";
    const soon = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10);
    const add = (...more: string[]): ReturnType<typeof command> =>
      command([
        "exceptions",
        "add",
        environment,
        "--rule",
        "LOG-01",
        "--resource",
        "aws_cloudwatch_log_group.x",
        "--reason",
        "until the archive is there",
        "--owner",
        "ops@example.org",
        "--ticket",
        "OPS-7",
        ...more,
      ]);
    expect((await add("--approved-by", approver, "--expires", "2099-01-01")).code).toBe(2);
    expect((await add("--approved-by", "stranger@example.org", "--expires", soon)).code).toBe(2);
    const added = await add("--approved-by", approver, "--expires", soon);
    expect(`${added.code} ${added.code === 0 ? "" : added.stderr}`).toBe("0 ");
    const listed = JSON.parse((await command(["exceptions", "list", environment, "--format", "json"])).stdout);
    expect(listed.exceptions).toMatchObject([
      { rule: "LOG-01", resource: "aws_cloudwatch_log_group.x", owner: "ops@example.org" },
    ]);
    expect((await command(["exceptions", "review", environment])).code).toBe(0);
  });
});
