/**
 * The main job from end to end: the demo environment, real Terraform, the AWS emulator. One deployment serves every
 * test of this file.
 */
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { evaluate } from "../../checks/evaluate";
import { buildGraph } from "../../checks/graph/buildGraph";
import { readInputs } from "../../checks/inputs/readInputs";
import { allRules } from "../../checks/rules";
import { sha256 } from "../../common/hash";
import { packageRoot } from "../../common/packageRoot";
import { thisHolder } from "../../gate/holder";
import { S3StateStore } from "../../gate/stateStore";
import type { Readiness } from "../../operations/readiness/model";
import { stateOfPlan } from "../../tools/examples/stateOfPlan";
import { command, type Ended, filesBelow, processesNaming } from "./run";
import { demoRuns, runShown, shownCommands } from "./shownCommands";

const out = mkdtempSync(join(tmpdir(), "digit-e2e-"));
const demo = "environments/demo.yaml";
const stacks = [
  "state",
  "account",
  "foundation",
  "network",
  "domain",
  "cluster",
  "data",
  "edge",
  "registry",
  "recovery",
  "alerts",
];
/** Secrets of the operator's shell: they have no business in anything that is written. */
const canary = "Canary7Zx9Qw2Lm4Rt8Vb1Np6Ks3Hd5Jf0Gy1Ua";
const shell = {
  AWS_SECRET_ACCESS_KEY: canary,
  AWS_ACCESS_KEY_ID: "AKIACANARYCANARY0000",
  TF_VAR_canary: canary,
  CANARY: canary,
};

async function stateStore(): Promise<S3StateStore> {
  const status = JSON.parse((await command(["emulator", "status", "--out", out, "--format", "json"])).stdout);
  const manifest = JSON.parse(readFileSync(join(out, "demo", "stacks", "manifest.json"), "utf8"));
  const credentials = { accessKeyId: "test", secretAccessKey: "test" };
  return new S3StateStore(manifest.stateBackend, { endpoint: status.endpoint, credentials });
}

let deployed: Ended;
let summary: {
  verdict: string;
  secondPlanEmpty: boolean;
  checks: { pass: number; fail: number; unknown: number; excepted: number };
  stacks: { stack: string; result: string; planSha256: string; changes: { add: number } }[];
};
beforeAll(async () => {
  const started = await command(["emulator", "start", "--out", out]);
  expect(started.code).toBe(0);
  deployed = await command(["deploy", demo, "--yes", "--out", out, "--format", "json"], shell);
  // Standard error tells why, where the run did not end well.
  expect(`${deployed.code} ${deployed.code === 0 ? "" : deployed.stderr}`).toBe("0 ");
  summary = JSON.parse(deployed.stdout);
});
afterAll(async () => {
  await command(["emulator", "stop", "--out", out]);
  rmSync(out, { recursive: true, force: true });
});

describe("npm start's job", () => {
  it("applies every stack in order, without an exception, and a second plan changes nothing", () => {
    expect(summary.verdict).toBe("allowed");
    expect(summary.stacks.map((stack) => `${stack.stack} ${stack.result}`)).toEqual(
      stacks.map((stack) => `${stack} applied`),
    );
    expect(summary.secondPlanEmpty).toBe(true);
    expect(summary.checks).toMatchObject({ fail: 0, unknown: 0, excepted: 0 });
    expect(summary.checks.pass).toBeGreaterThan(400);
  });

  it("leaves the plans that were judged and applied, readable by their owner alone", () => {
    for (const { stack, planSha256 } of summary.stacks) {
      const folder = join(out, "demo", "stacks", stack);
      expect(sha256(readFileSync(join(folder, "plan.tfplan")))).toBe(planSha256);
      const record = JSON.parse(readFileSync(join(folder, "verdict.json"), "utf8"));
      expect(record).toMatchObject({ stack, verdict: "allowed", bound: { planSha256 } });
      expect(record.bound.planJsonSha256).toBe(sha256(readFileSync(join(folder, "plan.json"))));
      for (const file of ["plan.tfplan", "plan.json", "verdict.json"]) {
        expect(`${file} ${(statSync(join(folder, file)).mode & 0o777).toString(8)}`).toBe(`${file} 600`);
      }
    }
  });

  it("writes a report that needs no script and no other file", () => {
    const html = readFileSync(join(out, "demo", "report.html"), "utf8");
    expect(html).not.toMatch(/<script|javascript:|src="http|href="http:/i);
    expect(html).toMatch(/<svg/);
    expect(html).toContain('aria-describedby="talk-aws-broad-desc talk-aws-table"');
    for (const stack of stacks) expect(html).toContain(stack);
    const report = JSON.parse(readFileSync(join(out, "demo", "report.json"), "utf8"));
    expect(
      report.stacks.map((stack: { judgedOn: string; secondPlanEmpty: boolean }) => [
        stack.judgedOn,
        stack.secondPlanEmpty,
      ]),
    ).toEqual(stacks.map(() => ["state", true]));
    expect(report.environment.emulator).toEqual({ name: "moto", replaced: [] });
    expect(report.verdict).toEqual({
      outcome: "allowed",
      reasons: [
        expect.stringMatching(/^\d+ checks passed on 11 stacks \(judged on state\); a second plan changes nothing\.$/),
      ],
    });
  });

  it("lets no secret of the shell into any output", () => {
    const leaks = filesBelow(out).filter(({ text }) => text.includes(canary) || text.includes(shell.AWS_ACCESS_KEY_ID));
    expect(leaks.map(({ path }) => path)).toEqual([]);
    expect(deployed.stdout + deployed.stderr).not.toContain(canary);
  });

  it("keeps no state on the operator's disk and leaves nothing half written", () => {
    const leftovers = filesBelow(join(out, "demo"))
      .map(({ path }) => path)
      .filter((path) => /tfstate|\.tmp$|journal|second\.tfplan/.test(path));
    expect(leftovers).toEqual([]);
  });

  it("says what it does, with the time", () => {
    expect(deployed.stderr).toMatch(/design verdict: allowed/);
    expect(deployed.stderr).toMatch(/ {2}data\s+allowed; applying \d+ to add, 0 to change, 0 to remove/);
  });
});

describe("after the deployment", () => {
  // The deployment itself has planned every stack once more; here two show that the verb alone does as well.
  it("`verify` holds", async () => {
    const named = ["network", "data"];
    const chosen = named.flatMap((stack) => ["--stack", stack]);
    const verified = await command(["verify", demo, "--out", out, "--format", "json", ...chosen]);
    expect(`${verified.code} ${verified.code === 0 ? "" : verified.stderr}`).toBe("0 ");
    expect(JSON.parse(verified.stdout)).toMatchObject({
      verdict: "holds",
      stacks: named,
      missing: [],
      pending: [],
      checks: { fail: 0, unknown: 0 },
    });
  });

  it("`check` judges the very same plans from their files", async () => {
    const plans = stacks.map((stack) => join(out, "demo", "stacks", stack, "plan.json"));
    const checked = await command(["check", ...plans, "--format", "json", "--reproducible"]);
    const report = JSON.parse(checked.stdout);
    expect(report.inputs.map((input: { kind: string }) => input.kind)).toEqual(stacks.map(() => "plan"));
    expect(report.summary.fail).toBe(0);
    expect((await command(["check", ...plans, "--format", "json", "--reproducible"])).stdout).toBe(checked.stdout);
  });

  it("gives a state the verdicts that the function which derives states for the rules' examples predicts", async () => {
    const store = await stateStore();
    const plans = stacks.map((stack) =>
      JSON.parse(readFileSync(join(out, "demo", "stacks", stack, "plan.json"), "utf8")),
    );
    const applied = await Promise.all(stacks.map(async (stack) => (await store.read(stack)) ?? ""));
    const derived = plans.map((plan) => JSON.stringify(stateOfPlan(plan)));
    const failsOf = (texts: readonly string[]): string[] => {
      const requests = texts.map((content, index) => ({
        path: `${stacks[index]}.json`,
        content,
        kind: "state" as const,
        stack: stacks[index] ?? "",
      }));
      const report = evaluate(buildGraph(readInputs(requests).inputs), allRules, {
        version: "0",
        now: new Date(),
        show: "all",
      });
      return report.findings
        .filter((finding) => finding.status === "fail")
        .map((finding) => `${finding.stack} ${finding.check} ${finding.resource}`);
    };
    expect(failsOf(derived)).toEqual(failsOf(applied));
    expect(failsOf(applied)).toEqual([]);
  });

  it("a second deployment is refused with the holder's name, and `unlock` shows and releases what he left", async () => {
    const held = { ...thisHolder("deploy", undefined, new Date()), host: "laptop", who: "asha@laptop", pid: 4711 };
    expect(await stateStore().then((store) => store.takeRunLock(JSON.stringify(held)))).toBe(true);
    const refused = await command(["deploy", demo, "--yes", "--out", out]);
    expect(refused.code).toBe(4);
    expect(refused.stderr).toMatch(/deploy by asha@laptop \(process 4711\) since/);
    const shown = await command(["unlock", demo, "--out", out, "--format", "json"]);
    expect(JSON.parse(shown.stdout).locks).toMatchObject([
      { kind: "deployment", stack: null, who: "asha@laptop", operation: "deploy", id: held.id, released: false },
    ]);
    expect((await command(["unlock", demo, "--out", out, "--release", "another"])).code).toBe(2);
    expect((await command(["unlock", demo, "--out", out, "--release", held.id])).stderr).toMatch(/released/);
    expect((await command(["unlock", demo, "--out", out])).stderr).toMatch(/nothing is locked/);
  });

  it("refuses a stack that is not there before anything is started, with what was meant", async () => {
    const refused = await command(["deploy", demo, "--yes", "--out", out, "--stack", "netwrok"]);
    expect(`${refused.code} ${refused.stderr}`).toMatch(/^2 [\s\S]*There is no stack "netwrok"\. \(network\?\)/);
  });

  it("the guide for the first deployment shows commands that work", async () => {
    const shown = shownCommands("docs/guide-first-aws-deployment.md").filter((line) => demoRuns.test(line));
    const verbs = shown.map((line) =>
      line.replace(/^npx digit-platform /, "").replace(" environments/production.yaml", ""),
    );
    // The tests around this one run these: the deployment, its verification, what is ready, and what destroy asks for.
    const ran = ["deploy --yes", "verify", "doctor", "destroy"];
    expect(verbs).toEqual(expect.arrayContaining(ran));
    for (const [index, line] of shown.entries()) {
      if (ran.includes(verbs[index] ?? "")) continue;
      // One stack stands for all of them where each would be planned once more.
      const here = `${line.replace("environments/production.yaml", demo)} --out ${out} --stack registry`;
      const { code, said } = await runShown(here, packageRoot());
      expect(`${line}: ${code} ${code === 0 ? "" : said}`).toBe(`${line}: 0 `);
    }
  });

  it("`doctor` sees what is deployed, and calls nothing fine that the emulator does not know", async () => {
    const { stdout } = await command(["doctor", demo, "--out", out, "--format", "json"]);
    const { environment } = JSON.parse(stdout) as { environment: Readiness };
    expect(environment).toMatchObject({ outcome: "incomplete", emulator: true, summary: { problem: 0 } });
    const stated = (id: string) => environment.checks.filter((one) => one.id === id).map(({ status }) => status);
    // Everything is made: no quota is needed any more, no name has to be free, no singleton is a stranger's.
    expect(environment.checks.filter(({ area }) => area === "quotas" || area === "names")).toEqual([]);
    expect(stated("account.state")).toEqual(["ok"]);
    expect(environment.checks.filter(({ area, status }) => area === "account" && status !== "ok")).toEqual([]);
    expect(stated("regions.enabled")).toEqual(["ok", "ok", "ok"]);
    expect(stated("available.eks-version")).toEqual(["unknown"]);
  });

  it("`destroy` says what would go and what remains, and changes nothing without the names", async () => {
    const refused = await command(["destroy", demo, "--out", out]);
    expect(refused.code).toBe(2);
    expect(refused.stderr).toMatch(/--confirm demo/);
    expect(refused.stderr).toMatch(/--delete-data data:aws_db_instance\.\w+/);
    expect(refused.stderr).toMatch(/remains: aws_s3_bucket\.\w+, object lock/);
    expect((await command(["emulator", "status", "--out", out, "--format", "json"])).stdout).toMatch(/"running": true/);
  });

  it("`emulator stop` leaves nothing running", async () => {
    expect((await command(["emulator", "stop", "--out", out])).code).toBe(0);
    expect(processesNaming(out)).toEqual([]);
    expect(existsSync(join(packageRoot(), "dist", "cli.js"))).toBe(true);
  });
});
