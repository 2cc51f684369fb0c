/** Two people at once, with a real state bucket and Terraform's own locks. */
import { spawnSync } from "node:child_process";
import { hostname } from "node:os";
import { PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { type DeployResult, deploy, failureOf } from "../../gate/deploy";
import { holderIn, thisHolder } from "../../gate/holder";
import type { Emulator } from "../../tools/emulator/emulator";
import { Bench, base, fromBase, late, type Tiny } from "./platform";

let bench: Bench;
let elsewhere: Bench;
let emulator: Emulator;
beforeAll(async () => {
  bench = await Bench.open();
  elsewhere = await Bench.open();
  emulator = await bench.startEmulator("emulator");
});
afterAll(async () => {
  await bench.stopEmulator("emulator");
  bench.close();
  elsewhere.close();
});

const open = (name: string, from = bench): Promise<Tiny> => from.platform(name, emulator, "emulator");
const run = (tiny: Tiny): Promise<DeployResult> => deploy(tiny.deployment, tiny.interruption, { planned: false });
const results = (result: DeployResult): string =>
  result.outcomes.map((outcome) => `${outcome.stack} ${outcome.result}`).join(", ");

it("refuses the second of two deployments at once, names the first, and lets it in afterwards", async () => {
  const first = await open("twice");
  const second = await open("twice", elsewhere);
  const refused: unknown[] = [];
  const result = await deploy(first.deployment, first.interruption, {
    planned: false,
    onVerdict: async ({ stack }) => {
      if (stack === "base") refused.push(await run(second).catch((error: unknown) => error));
    },
  });
  expect(results(result)).toBe("base applied, late applied");
  expect(refused).toEqual([
    expect.objectContaining({
      code: "deployment-locked",
      exitCode: 4,
      message: expect.stringMatching(
        new RegExp(
          `held by a deploy by .+@${hostname()} \\(process ${process.pid}\\) since \\d{4}-.*nothing was started`,
        ),
      ),
    }),
  ]);
  expect(second.messages).toEqual([]);
  expect(await first.deployment.stateStore.runLock()).toBeUndefined();
  expect(results(await run(second))).toBe("base unchanged, late unchanged");
});

it("takes over from a run of this machine that was killed, and never from one of another machine", async () => {
  const tiny = await open("killed-run");
  const { stateStore } = tiny.deployment;
  const dead = { ...thisHolder("destroy", new Set(["late"]), new Date()), pid: spawnSync("true").pid };
  await stateStore.takeRunLock(JSON.stringify({ ...dead, host: "laptop", who: "asha@laptop" }));
  await expect(run(tiny)).rejects.toThrow(/destroy of late by asha@laptop \(process \d+\) since/);
  await stateStore.releaseRunLock();
  await stateStore.takeRunLock(JSON.stringify(dead));
  expect(results(await run(tiny))).toBe("base applied, late applied");
  expect(tiny.messages.join("\n")).toMatch(/taking over from a run of this machine that ended without a word/);
  expect(await stateStore.runLock()).toBeUndefined();
});

it("gives the lock back after a refusal, and leaves alone what somebody else has taken meanwhile", async () => {
  const tiny = await open("given-back");
  tiny.write("late", late({ days: 1 }), fromBase);
  expect(failureOf(tiny.deployment, await run(tiny), false)?.code).toBe("design-refused");
  expect(await tiny.deployment.stateStore.runLock()).toBeUndefined();
  tiny.write("late", late(), fromBase);
  const other = thisHolder("deploy", undefined, new Date());
  await deploy(tiny.deployment, tiny.interruption, {
    planned: false,
    onVerdict: async ({ stack }) => {
      if (stack !== "base") return;
      await tiny.deployment.stateStore.releaseRunLock();
      await tiny.deployment.stateStore.takeRunLock(JSON.stringify(other));
    },
  });
  expect(holderIn((await tiny.deployment.stateStore.runLock()) ?? "")?.id).toBe(other.id);
});

it("names who holds a state, where Terraform alone was used", async () => {
  const tiny = await open("held-state");
  expect(results(await run(tiny))).toBe("base applied, late applied");
  const client = new S3Client({
    region: "ap-south-1",
    endpoint: emulator.endpoint,
    forcePathStyle: true,
    credentials: { accessKeyId: "test", secretAccessKey: "test" },
  });
  const lock = { ID: "9c1", Operation: "OperationTypeApply", Who: "asha@laptop", Created: "2026-11-26T04:00:00Z" };
  const Bucket = tiny.deployment.manifest.stateBackend.bucket;
  await client.send(new PutObjectCommand({ Bucket, Key: "base/terraform.tfstate.tflock", Body: JSON.stringify(lock) }));
  client.destroy();
  tiny.write("base", base({ days: 366, key: "first" }));
  const result = await run(tiny);
  expect(results(result)).toBe("base failed, late not-started");
  expect(failureOf(tiny.deployment, result, false)).toMatchObject({
    code: "state-locked",
    exitCode: 4,
    message: expect.stringMatching(/state of stack base is locked by asha@laptop since 2026-11-26T04:00:00Z/),
  });
});
