/** What a person meets when a run is cut off, and that the next run completes the work. */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type DeployResult, deploy, failureOf } from "../../gate/deploy";
import type { Emulator } from "../../tools/emulator/emulator";
import { processesNaming, start, untilSaid } from "../e2e/run";
import { Bench, type Tiny, type TinyStack } from "./platform";

/** The provider itself waits a minute for a lifecycle: time enough to be interrupted in. */
const slowLate = (bucket: string): TinyStack => ({
  resource: {
    aws_s3_bucket: { slow: { bucket } },
    aws_s3_bucket_lifecycle_configuration: {
      slow: {
        bucket: "${aws_s3_bucket.slow.id}",
        rule: [{ id: "expiry", status: "Enabled", filter: {}, expiration: { days: 400 } }],
      },
    },
  },
});

let bench: Bench;
beforeAll(async () => {
  bench = await Bench.open();
});
afterAll(() => bench.close());

const run = (tiny: Tiny): Promise<DeployResult> => deploy(tiny.deployment, tiny.interruption, { planned: false });
const results = (result: DeployResult): string =>
  result.outcomes.map((outcome) => `${outcome.stack} ${outcome.result}`).join(", ");

/** Resolves when the late stack's slow resource is being made. */
async function untilSlow(tiny: Tiny): Promise<void> {
  for (let waited = 0; ; waited += 100) {
    const journal = tiny.path("late", "journal.jsonl");
    if (existsSync(journal) && readFileSync(journal, "utf8").includes('"aws_s3_bucket_lifecycle_configuration.slow"'))
      return;
    if (waited > 240_000) throw new Error(`the late stack never got there:\n${tiny.messages.join("\n")}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

async function withEmulator(name: string, work: (emulator: Emulator) => Promise<void>): Promise<void> {
  const emulator = await bench.startEmulator(name);
  try {
    await work(emulator);
  } finally {
    await bench.stopEmulator(name);
  }
}

describe("an interrupted apply", () => {
  it("by Ctrl-C: exit 130, states saved, and the next run completes the work", async () => {
    await withEmulator("emulator-c", async (emulator) => {
      const tiny = await bench.platform("ctrlc", emulator, "emulator-c", { late: slowLate("digit-ctrlc-slow") });
      const running = run(tiny);
      await untilSlow(tiny);
      tiny.interruption.interrupt();
      const result = await running;
      expect(results(result)).toBe("base applied, late interrupted");
      const error = failureOf(tiny.deployment, result, tiny.interruption.interrupted);
      expect(error?.exitCode).toBe(130);
      expect(error?.message).toMatch(/Applied and whole: base/);
      expect(tiny.deployment.engine.pids).toEqual([]);
      expect(await tiny.deployment.stateStore.lock("late")).toBeUndefined();

      const again = await bench.platform("ctrlc", emulator, "emulator-c", { late: slowLate("digit-ctrlc-slow") });
      expect(results(await run(again))).toBe("base unchanged, late applied");
      expect(await again.state("late")).toEqual(["aws_s3_bucket.slow", "aws_s3_bucket_lifecycle_configuration.slow"]);
    });
  });

  it("by a killed Terraform: exit 4, the lock of the dead is released, what was made is adopted", async () => {
    await withEmulator("emulator-k", async (emulator) => {
      const tiny = await bench.platform("killed", emulator, "emulator-k", { late: slowLate("digit-killed-slow") });
      const running = run(tiny);
      await untilSlow(tiny);
      tiny.deployment.engine.signalAll("SIGKILL");
      const result = await running;
      expect(results(result)).toBe("base applied, late failed");
      const error = failureOf(tiny.deployment, result, false);
      expect(error?.exitCode).toBe(4);
      expect(error?.code).toBe("engine-killed");
      expect(`${error?.message} ${error?.hint}`).toMatch(
        /SIGKILL[\s\S]*partly applied[\s\S]*Applied and whole: base[\s\S]*same command again/,
      );
      expect(await tiny.deployment.stateStore.lock("late")).toBeDefined();

      const again = await bench.platform("killed", emulator, "emulator-k", { late: slowLate("digit-killed-slow") });
      const second = await run(again);
      expect(`${results(second)} ${second.outcomes.flatMap((outcome) => outcome.reasons).join()}`).toBe(
        "base unchanged, late applied ",
      );
      expect(again.messages.join("\n")).toMatch(/releasing the state lock of the interrupted run/);
      expect(await again.state("late")).toEqual(["aws_s3_bucket.slow", "aws_s3_bucket_lifecycle_configuration.slow"]);
      expect(results(await run(again))).toBe("base unchanged, late unchanged");
    });
  });

  it("by an emulator that is gone: exit 4, said so, and the next run starts clean", async () => {
    const emulator = await bench.startEmulator("emulator-g");
    const tiny = await bench.platform("gone", emulator, "emulator-g", { late: slowLate("digit-gone-slow") });
    const running = run(tiny);
    await untilSlow(tiny);
    await bench.stopEmulator("emulator-g");
    const error = failureOf(tiny.deployment, await running, false);
    expect(error?.code).toBe("emulator-gone");
    expect(error?.exitCode).toBe(4);
    expect(error?.hint).toMatch(/starts clean/);

    await withEmulator("emulator-g", async (fresh) => {
      const again = await bench.platform("gone", fresh, "emulator-g");
      expect(results(await run(again))).toBe("base applied, late applied");
    });
  });
});

describe("Ctrl-C on the command itself", () => {
  it("ends with 130, says in what state things are, and leaves nothing running and nothing half written", async () => {
    const out = mkdtempSync(join(tmpdir(), "digit-ctrlc-"));
    try {
      const running = start(["deploy", "environments/demo.yaml", "--yes", "--out", out]);
      await untilSaid(running, /state\s+allowed; applying/, 240);
      running.child.kill("SIGINT");
      const ended = await running.ended;
      expect(ended.stderr).toMatch(/interrupted: waiting for Terraform/);
      expect(ended.stderr).toMatch(/Not started: account, foundation, network/);
      expect(`${ended.code} ${ended.code === 130 ? "" : ended.stderr}`).toBe("130 ");
      expect(processesNaming(out)).toEqual([]);
      const seals = readdirSync(tmpdir()).filter((name) => name.startsWith("digit-platform-seal-"));
      expect(
        seals.filter(
          (name) =>
            existsSync(join(tmpdir(), name, "cdk.tf.json")) &&
            readFileSync(join(tmpdir(), name, "cdk.tf.json"), "utf8").includes(out),
        ),
      ).toEqual([]);
    } finally {
      rmSync(out, { recursive: true, force: true });
    }
  });
});
