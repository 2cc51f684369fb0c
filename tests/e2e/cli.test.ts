/** The contract of the command line: exit codes, where words go, what is refused. */
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
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
    ["an unknown format", ["check", "environments/demo.yaml", "--format", "pdf"], 2],
    ["a baseline that is not there", ["check", "environments/demo.yaml", "--baseline", "none.json"], 2],
    ["a baseline that is no report", ["check", "environments/demo.yaml", "--baseline", "package.json"], 2],
    ["a verb that comes later", ["drill", "environments/demo.yaml"], 2],
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
    expect(ended.stderr).toMatch(/Terraform is missing[\s\S]*helm .*is missing[\s\S]*what to do/);
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
    const report = JSON.parse(first.stdout);
    expect(report).toMatchObject({ schemaVersion: "1.0", summary: { unknown: 0, excepted: 0 } });
    // The services' images: no registry tells their digests here, and none is invented.
    const checks = report.findings.map(({ check, severity }: Record<string, string>) => `${severity} ${check}`);
    expect([...new Set(checks)]).toEqual(["low K8S-13.digest"]);
    expect(second.stdout).toBe(first.stdout);
  });

  it("lets known findings pass beside a baseline, and only those", async () => {
    const bad = file("known.tf.json", openBucket);
    const baseline = join(folder, "baseline.json");
    expect((await command(["check", bad, "--format", "json", "--output", baseline])).code).toBe(1);
    const again = await command(["check", bad, "--baseline", baseline, "--format", "json"]);
    expect(again.code).toBe(0);
    expect(JSON.parse(again.stdout).baseline).toMatchObject({ new: 0, fixed: 0 });
    const more = file("more.tf.json", openBucket.replace('"open"', '"wider"'));
    expect((await command(["check", bad, more, "--baseline", baseline])).code).toBe(1);
  });

  it.each([
    ["sarif", /"version": "2\.1\.0"/],
    ["junit", /^<\?xml version="1\.0" encoding="UTF-8"\?>\n<testsuites /],
    ["markdown", /^<!-- digit-platform check -->\n## /],
    ["oscal", /"oscal-version": "1\.1\.3"/],
  ])("writes %s, the same each time", async (format, form) => {
    const bad = file("formats.tf.json", openBucket);
    const run = () => command(["check", bad, "--format", format, "--reproducible"]);
    const first = await run();
    expect(first.code).toBe(1);
    expect(first.stdout).toMatch(form);
    expect((await run()).stdout).toBe(first.stdout);
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

describe("places that cannot be used", () => {
  const said = async (args: string[]): Promise<string> => {
    const ended = await command(args);
    expect(ended.stderr).not.toContain("a defect");
    expect(ended.stdout).toBe("");
    return `${ended.code} ${ended.stderr}`;
  };
  const bad = (): string => file("open.tf.json", openBucket);

  it.each([
    ["a folder", () => folder],
    ["a file taken for a folder", () => join(file("plain", ""), "x.json")],
    ["no name", () => ""],
    ["a folder that takes none", () => "/proc/none/x.json"],
  ])("--output to %s is 2", async (_, place) => {
    expect(await said(["check", bad(), "--output", place()])).toMatch(/^2 error [\s\S]*what to do/);
  });

  it("--out and --exceptions name what is of the wrong sort: 2", async () => {
    const plain = file("plain", "");
    expect(await said(["synth", "environments/demo.yaml", "--out", plain])).toMatch(/^2 error/);
    expect(await said(["synth", "environments/demo.yaml", "--out", ""])).toMatch(/^2 error/);
    expect(await said(["emulator", "start", "--out", plain])).toMatch(/^2 error/);
    expect(await said(["check", bad(), "--exceptions", folder])).toMatch(/^2 error/);
  });
});

describe("check never passes for having judged nothing", () => {
  const plan = (): string => file("plan.json", '{"format_version":"1.2","resource_changes":[],"planned_values":{}}');
  it.each([
    ["a module as a plan", () => ["check", file("open.tf.json", openBucket), "--kind", "plan"]],
    ["a plan as a module", () => ["check", plan(), "--kind", "terraform-json"]],
    ["a plan as a state", () => ["check", plan(), "--kind", "state"]],
    ["two environments as one", () => ["check", "environments/demo.yaml", "environments/staging.yaml"]],
    ["no rules", () => ["check", plan(), "--rules", ","]],
  ])("%s is 2", async (_, args) => {
    const ended = await command(args());
    expect(`${ended.code} ${ended.stderr}`).toMatch(/^2 error [\s\S]*what to do/);
    expect(ended.stdout).toBe("");
  });
});

describe("help", () => {
  const verbs =
    "init validate explain synth check plan deploy verify drift destroy recover backup restore drill rules report diagram images bundle unlock doctor";
  const pairs = [
    "exceptions list",
    "exceptions add",
    "exceptions review",
    "emulator start",
    "emulator stop",
    "emulator status",
  ];
  it.each([...verbs.split(" "), ...pairs])("%s has an example and --format", async (verb) => {
    const { stdout } = await command([...verb.split(" "), "--help"]);
    expect(stdout).toMatch(/--format[\s\S]*Example[\s\S]*digit-platform /);
  });

  it("wrong use says where to look", async () => {
    expect((await command(["validate"])).stderr).toMatch(/missing required argument[\s\S]*what to do/);
  });
});

it("the status of the emulator has exactly the published fields", async () => {
  const { stdout } = await command(["emulator", "status", "--format", "json", "--out", join(folder, "none")]);
  expect(Object.keys(JSON.parse(stdout)).sort()).toEqual(["accountId", "endpoint", "env", "pid", "running"]);
});

describe("exceptions", () => {
  it("wants an approver", async () => {
    const ended = await command(
      "exceptions add environments/demo.yaml --rule LOG-01 --resource a.b --reason long-enough --owner o --ticket t --expires 2027-01-01".split(
        " ",
      ),
    );
    expect(`${ended.code} ${ended.stderr}`).toMatch(/^2 [\s\S]*--approved-by/);
  });

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
        "--out",
        join(folder, "out"),
        ...more,
      ]);
    expect((await add("--approved-by", approver, "--expires", "2099-01-01")).code).toBe(2);
    expect((await add("--approved-by", "stranger@example.org", "--expires", soon)).code).toBe(2);
    const added = await add("--approved-by", approver, "--expires", soon);
    expect(`${added.code} ${added.code === 0 ? "" : added.stderr}`).toBe("0 ");
    const [record] = readdirSync(join(folder, "out", "demo", "evidence"));
    expect(readFileSync(join(folder, "out", "demo", "evidence", record ?? ""), "utf8")).toContain(
      '"kind":"exception-change"',
    );
    const listed = JSON.parse((await command(["exceptions", "list", environment, "--format", "json"])).stdout);
    expect(listed.exceptions).toMatchObject([
      { rule: "LOG-01", resource: "aws_cloudwatch_log_group.x", owner: "ops@example.org" },
    ]);
    expect((await command(["exceptions", "review", environment])).code).toBe(0);
  });
});
