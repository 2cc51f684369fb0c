import { lstatSync, mkdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { type DeployResult, deploy, failureOf } from "../../gate/deploy";
import { stackDirectory, stackNamed } from "../../gate/deployment";
import { destroy, previewDestroy, requireConfirmation } from "../../gate/destroy";
import { holderIn } from "../../gate/holder";
import { planAll } from "../../gate/planAll";
import { readRecord } from "../../gate/record";
import { verify } from "../../gate/verify";
import type { Emulator } from "../../tools/emulator/emulator";
import { awsBase, awsLate, Bench, base, fromBase, late, type Tiny, type TinyOptions } from "./platform";
import { signedPlansCases } from "./signedPlans";

let bench: Bench;
let emulator: Emulator;
beforeAll(async () => {
  bench = await Bench.open();
  emulator = await bench.startEmulator("emulator");
});
afterAll(async () => {
  await bench.stopEmulator("emulator");
  bench.close();
});

const open = (name: string, options: TinyOptions = {}): Promise<Tiny> =>
  bench.platform(name, emulator, "emulator", options);
describe("plans that people sign", () => signedPlansCases(open, () => emulator));

const run = (tiny: Tiny, planned = false): Promise<DeployResult> =>
  deploy(tiny.deployment, tiny.interruption, { planned });
const results = (result: DeployResult): string =>
  result.outcomes.map((outcome) => `${outcome.stack} ${outcome.result}`).join(", ");
const reasons = (result: DeployResult): string => result.outcomes.flatMap((outcome) => outcome.reasons).join("\n");

describe("the gate, with real Terraform and a real state bucket", () => {
  it("takes over what the environment names, once, and judges it like everything else", async () => {
    const tiny = await open("importing");
    const imports = { base: [{ to: "terraform_data.base", id: "stands-already" }] };
    const importing = { ...tiny.deployment, imports };
    const first = await deploy(importing, tiny.interruption, { planned: false });
    expect(`${results(first)} ${reasons(first)}`).toBe("base applied, late applied ");
    expect(tiny.messages).toContain("base taking over stands-already as terraform_data.base");
    expect(JSON.parse(first.landscape.stateOf("base") ?? "")).toMatchObject({
      resources: [{ instances: [{ attributes: { id: "stands-already" } }] }],
    });
    expect(tiny.exists("base", "adoption.tf.json")).toBe(false);
    const second = await deploy(importing, tiny.interruption, { planned: false });
    expect(results(second)).toBe("base unchanged, late unchanged");

    const bad = await open("importing-bad", { base: base({ days: 1, key: "k" }) });
    const refused = await deploy({ ...bad.deployment, imports }, bad.interruption, { planned: false });
    expect(refused.design.refusals.length + refused.outcomes.filter(({ result }) => result === "refused").length).toBe(
      1,
    );
    expect(refused.landscape.stateOf("base")).toBeUndefined();
  });

  it("applies plans that pass, keeps the state in the bucket that it made, verifies, and finds nothing to do the second time", async () => {
    const tiny = await open("passing", { bootstrap: true, base: awsBase, late: awsLate });
    const held: (string | undefined)[] = [];
    const first = await deploy(tiny.deployment, tiny.interruption, {
      planned: false,
      onVerdict: async ({ stack }) => {
        held.push(`${stack} ${holderIn((await tiny.deployment.stateStore.runLock()) ?? "")?.operation}`);
      },
    });
    expect(`${results(first)} ${reasons(first)}`).toBe("state applied, base applied, late applied ");
    // Before the first stack has made the bucket there is no place for a lock.
    expect(held).toEqual(["state undefined", "base deploy", "late deploy"]);
    expect(failureOf(tiny.deployment, first, false)).toBeUndefined();
    expect(await tiny.state("late")).toEqual(["aws_cloudwatch_log_group.late"]);
    expect(await tiny.state("state")).toEqual(["aws_s3_bucket.state"]);
    expect(tiny.exists("state", "terraform.tfstate")).toBe(false);

    const record = readRecord(stackDirectory(tiny.deployment, stackNamed(tiny.deployment, "late")));
    expect(record?.verdict).toBe("allowed");
    expect(Object.keys(record?.bound.states ?? {})).toEqual(["base", "late", "state"]);
    expect(Object.keys(record?.bound.configuration ?? {})).toEqual([
      ".terraform.lock.hcl",
      "cdk.tf.json",
      "emulator_override.tf.json",
      "inputs.auto.tfvars.json",
    ]);
    for (const file of ["plan.tfplan", "plan.json", "verdict.json"]) {
      expect(statSync(tiny.path("late", file)).mode & 0o777).toBe(0o600);
    }
    const verified = await verify(tiny.deployment, first.landscape, tiny.interruption);
    expect([verified.judgement.refusals, verified.pending, verified.missing]).toEqual([[], [], []]);
    // The operator's machine is lost: another folder and the environment's source are enough to go on.
    const machine = await Bench.open();
    const other = await machine.platform("passing", emulator, "emulator", {
      bootstrap: true,
      base: awsBase,
      late: awsLate,
    });
    const second = await run(other).finally(() => machine.close());
    expect(results(second)).toBe("state unchanged, base unchanged, late unchanged");
    expect(second.outcomes[2]?.comparison).toMatchObject({ resources: 1, inputsFrom: ["base"] });
    expect(other.messages.join("\n")).toMatch(
      /late allowed; skipped, nothing to change: 1 resources, read from the cloud/,
    );
  });

  it("applies only the stacks that were named, verifies those, and refuses to build on what is not there", async () => {
    const tiny = await open("selected");
    const only = (...names: readonly string[]) => ({ ...tiny.deployment, only: new Set(names) });
    const ahead = deploy(only("late"), tiny.interruption, { planned: false });
    await expect(ahead).rejects.toMatchObject({ code: "upstream-not-applied", exitCode: 2 });
    await expect(planAll(only("late"), tiny.interruption)).rejects.toMatchObject({ code: "upstream-not-applied" });
    const first = await deploy(only("base"), tiny.interruption, { planned: false });
    expect(`${results(first)} ${reasons(first)}`).toBe("base applied, late not-selected ");
    expect(failureOf(tiny.deployment, first, false)).toBeUndefined();
    expect(await tiny.state("late")).toBeUndefined();
    const verified = await verify(only("base"), first.landscape, tiny.interruption);
    expect([verified.judgement.refusals, verified.pending, verified.planned, verified.missing]).toEqual([
      [],
      [],
      ["base"],
      [],
    ]);
    const planned = await planAll(only("late"), tiny.interruption);
    expect(planned.stacks.map(({ result, judgedOn }) => `${result} ${judgedOn}`)).toEqual([
      "not-selected state",
      "planned plan",
    ]);
    expect(results(await deploy(only("late"), tiny.interruption, { planned: false }))).toBe(
      "base not-selected, late applied",
    );
  });

  it("ends with 4 where a disk is full, leaves no half of a plan, and goes on once there is room", async () => {
    const tiny = await open("full-disk");
    await run(tiny);
    tiny.write("late", late({ days: 401 }), fromBase);
    // What Terraform writes here meets what a full disk answers; Terraform itself does not notice.
    symlinkSync("/dev/full", tiny.path("late", "plan.tfplan.tmp"));
    const full = await run(tiny);
    expect(results(full)).toBe("base unchanged, late failed");
    expect(failureOf(tiny.deployment, full, false)).toMatchObject({
      exitCode: 4,
      message: expect.stringMatching(/terraform show failed[\s\S]*Applied and whole: base/),
    });
    for (const name of ["plan.tfplan.tmp", "plan.tfplan", "verdict.json"])
      expect(tiny.exists("late", name)).toBe(false);
    expect(lstatSync("/dev/full").isCharacterDevice()).toBe(true);

    // Room for the plan and none for its record: the plan is not left beside the record of another one.
    rmSync(tiny.path("late", "plan.json"));
    mkdirSync(tiny.path("late", "plan.json/occupied"), { recursive: true });
    const unrecorded = await run(tiny).finally(() => rmSync(tiny.path("late", "plan.json"), { recursive: true }));
    expect(results(unrecorded)).toBe("base unchanged, late failed");
    expect(tiny.exists("late", "plan.tfplan") || tiny.exists("late", "verdict.json")).toBe(false);
    expect(results(await run(tiny))).toBe("base unchanged, late applied");
  });

  it("starts nothing when the design fails", async () => {
    const tiny = await open("bad-design", { bootstrap: true, late: late({ days: 1 }) });
    const result = await run(tiny);
    const error = failureOf(tiny.deployment, result, false);
    expect(error?.exitCode).toBe(1);
    expect(error?.message).toMatch(/nothing was started[\s\S]*LOG-90/);
    expect(results(result)).toBe("state not-started, base not-started, late not-started");
    expect(await tiny.deployment.stateStore.bucketExists()).toBe(false);
  });

  it("refuses a high finding that only a plan can show, leaves the earlier stack whole, and says so", async () => {
    const tiny = await open("late-high", {
      base: {
        ...base({ days: 365, key: "first", later: 30 }),
        output: { key: { value: "${terraform_data.base.output.later}" } },
      },
      late: late({ days: "${var.base_key}" }),
    });
    const result = await run(tiny);
    expect(`${results(result)}`).toBe("base applied, late refused");
    const error = failureOf(tiny.deployment, result, false);
    expect(error?.exitCode).toBe(1);
    expect(error?.message).toMatch(/high LOG-90\.days on terraform_data\.late[\s\S]*Applied and whole: base/);
    expect(await tiny.state("late")).toBeUndefined();
    expect(await tiny.state("base")).toEqual(["terraform_data.base"]);
  });

  it("refuses an unknown that matters in a plan", async () => {
    const unknown = late({ days: "${length(terraform_data.other.id) * 10}" });
    const tiny = await open("unknown", {
      late: { resource: { terraform_data: { ...unknown.resource?.terraform_data, other: { input: "x" } } } },
    });
    const result = await run(tiny);
    expect(results(result)).toBe("base applied, late refused");
    expect(reasons(result)).toMatch(/LOG-90\.days cannot be told on terraform_data\.late/);
    expect(failureOf(tiny.deployment, result, false)?.exitCode).toBe(1);
    expect(await tiny.state("late")).toBeUndefined();
  });

  it("lets an exception cover a finding, and refuses once it has expired", async () => {
    const day = (offset: number): string => new Date(Date.now() + offset * 86_400_000).toISOString().slice(0, 10);
    const entry = (granted: string, expires: string): string =>
      [
        "exceptions:",
        "  - rule: LOG-90",
        "    resource: terraform_data.late",
        "    reason: the archive keeps them",
        "    owner: first@example.org",
        "    approvedBy: second@example.org",
        "    ticket: OPS-1",
        `    granted: ${granted}`,
        `    expires: ${expires}`,
        "",
      ].join("\n");
    const expired = await open("exception", { late: late({ days: 30 }), exceptions: entry(day(-30), day(-2)) });
    const refused = await run(expired);
    expect(failureOf(expired.deployment, refused, false)?.exitCode).toBe(1);
    const text = refused.design.refusals.map((refusal) => refusal.text).join("\n");
    expect(text).toMatch(/EXC-01/);
    expect(text).toMatch(/LOG-90\.days/);
    expect(await expired.state("base")).toBeUndefined();

    const valid = await open("exception", { late: late({ days: 30 }), exceptions: entry(day(-1), day(20)) });
    expect(results(await run(valid))).toBe("base applied, late applied");
  });

  it("loses stored data by no deployment that does not name it, approved or not", async () => {
    const tiny = await open("stored", { base: awsBase, late: awsLate });
    expect(results(await run(tiny))).toBe("base applied, late applied");
    const group = awsLate.resource?.aws_cloudwatch_log_group?.late;
    tiny.write(
      "late",
      { resource: { aws_cloudwatch_log_group: { late: { ...group, name: "/tiny/other" } } } },
      fromBase,
    );
    const planned = await planAll(tiny.deployment, tiny.interruption);
    expect(planned.stacks.map(({ result, reasons }) => [result, ...reasons].join())).toEqual(["planned", "planned"]);
    expect(planned.stacks[1]?.ranked).toMatchObject([
      {
        address: "aws_cloudwatch_log_group.late",
        kind: "replace",
        risk: "data-loss",
        attributes: [{ path: "name", from: "/stored/late", to: "/stored/other", forcesReplacement: true }],
      },
    ]);
    for (const approved of [true, false]) {
      const refused = await run(tiny, approved);
      expect(results(refused)).toBe("base unchanged, late refused");
      expect(failureOf(tiny.deployment, refused, false)).toMatchObject({
        exitCode: 1,
        message: expect.stringContaining("--destroys 'late:aws_cloudwatch_log_group.late'"),
      });
    }
    const destroys = ["late:aws_cloudwatch_log_group.late"];
    const done = await deploy(tiny.deployment, tiny.interruption, { planned: true, destroys });
    expect(`${results(done)} ${reasons(done)}`).toBe("base unchanged, late applied ");
    expect(done.outcomes[1]?.destroys).toMatchObject([{ confirmed: "flag" }]);
  });

  it("destroys only what was confirmed by name, lifts protections on just that, and keeps what is locked", async () => {
    const bucket = (name: string): object => ({
      bucket: `digit-destroyed-${name}`,
      object_lock_enabled: name === "archive",
    });
    const tiny = await open("destroyed", {
      late: {
        resource: {
          aws_s3_bucket: {
            archive: { ...bucket("archive"), lifecycle: { prevent_destroy: true } },
            files: { ...bucket("files"), lifecycle: { prevent_destroy: true } },
          },
          aws_s3_bucket_object_lock_configuration: {
            archive: {
              bucket: "${aws_s3_bucket.archive.id}",
              rule: { default_retention: { mode: "GOVERNANCE", days: 1 } },
            },
          },
        },
      },
    });
    expect(results(await run(tiny))).toBe("base applied, late applied");
    const { preview, landscape } = await previewDestroy(tiny.deployment);
    expect(() => requireConfirmation(tiny.name, preview, { name: "other", data: [] })).toThrow(
      /--confirm destroyed[\s\S]*--delete-data late:aws_s3_bucket\.files/,
    );
    requireConfirmation(tiny.name, preview, { name: tiny.name, data: ["late:aws_s3_bucket.files"] });
    expect(await destroy(tiny.deployment, preview, landscape, tiny.interruption)).toEqual(["late", "base"]);
    expect(await tiny.state("late")).toEqual([
      "aws_s3_bucket.archive",
      "aws_s3_bucket_object_lock_configuration.archive",
    ]);
    expect(await tiny.state("base")).toEqual([]);
    // The same name again: what remained is simply there, the rest is made anew.
    expect(results(await run(tiny))).toBe("base applied, late applied");
  });
});

describe("approved plans (`deploy --planned`)", () => {
  let tiny: Tiny;
  beforeAll(async () => {
    tiny = await open("planned");
    await run(tiny);
  });
  /** A change of the late stack, planned and approved. */
  const approve = async (days: number): Promise<void> => {
    tiny.write("late", late({ days }), fromBase);
    const planned = await planAll(tiny.deployment, tiny.interruption);
    expect(planned.stacks.map((stack) => `${stack.stack} ${stack.result} ${stack.judgedOn}`)).toEqual([
      "base planned plan",
      "late planned plan",
    ]);
  };
  const days = async (): Promise<unknown> => {
    const state = JSON.parse((await tiny.deployment.stateStore.read("late")) ?? "{}");
    return state.resources[0].instances[0].attributes.input.value.days;
  };
  const refusal = (result: DeployResult): number | undefined => failureOf(tiny.deployment, result, false)?.exitCode;

  it("applies exactly the plan that was approved", async () => {
    await approve(401);
    const approved = readRecord(stackDirectory(tiny.deployment, stackNamed(tiny.deployment, "late")))?.bound.planSha256;
    const result = await run(tiny, true);
    expect(`${results(result)} ${reasons(result)}`).toBe("base unchanged, late applied ");
    expect(result.outcomes[1]?.record?.bound.planSha256).toBe(approved);
    expect(await days()).toBe(401);
  });

  it("refuses a plan file of which one byte changed", async () => {
    await approve(402);
    const file = tiny.path("late", "plan.tfplan");
    const bytes = readFileSync(file);
    const middle = Math.floor(bytes.length / 2);
    bytes[middle] = (bytes[middle] ?? 0) ^ 1;
    writeFileSync(file, bytes);
    const result = await run(tiny, true);
    expect(results(result)).toBe("base unchanged, late refused");
    expect(reasons(result)).toMatch(/plan file is not the judged one/);
    expect(refusal(result)).toBe(1);
    expect(await days()).toBe(401);
  });

  it("refuses a plan whose record is past its time", async () => {
    await approve(402);
    tiny.now = () => new Date(Date.now() + 25 * 3_600_000);
    const result = await run(tiny, true);
    tiny.now = () => new Date();
    expect(reasons(result)).toMatch(/record is 25\.\d h old and good for 24 h/);
    expect(refusal(result)).toBe(1);
    expect(await days()).toBe(401);
  });

  it("refuses a plan whose source changed since, and one whose record is gone", async () => {
    await approve(402);
    tiny.write("late", late({ days: 500 }), fromBase);
    expect(reasons(await run(tiny, true))).toMatch(/cdk\.tf\.json changed since/);
    await approve(402);
    writeFileSync(tiny.path("late", "verdict.json"), "{");
    const result = await run(tiny, true);
    expect(reasons(result)).toMatch(/without a readable record/);
    expect(refusal(result)).toBe(1);
    expect(await days()).toBe(401);
  });

  it("keeps an approval when an earlier stack moved on and the new plan does the same, and drops it when it does not", async () => {
    // The base changes by itself: its serial moves, the late stack's plan stays the same.
    tiny.write("base", base({ days: 366, key: "first" }));
    await approve(403);
    const same = await run(tiny, true);
    expect(`${results(same)} ${reasons(same)}`).toBe("base applied, late applied ");
    expect(tiny.messages.join("\n")).toMatch(/base changed since the plan was judged; planning again to compare/);
    expect(await days()).toBe(403);

    // Now the base gives another key: the late stack's plan would do something else than what was approved.
    tiny.write("base", base({ days: 366, key: "second" }));
    await approve(404);
    const other = await run(tiny, true);
    expect(results(other)).toBe("base applied, late refused");
    expect(reasons(other)).toMatch(/would now do something else/);
    expect(refusal(other)).toBe(1);
    expect(await days()).toBe(403);
  });

  it("says of a stack without a plan that it has none, and applies nothing of it", async () => {
    const fresh = await open("unplanned");
    const planned = await planAll(fresh.deployment, fresh.interruption);
    expect(planned.stacks.map((stack) => `${stack.stack} ${stack.judgedOn}`)).toEqual(["base plan", "late synthesis"]);
    expect(results(await run(fresh, true))).toBe("base applied, late not-planned");
    expect(await fresh.state("late")).toBeUndefined();
  });
});
