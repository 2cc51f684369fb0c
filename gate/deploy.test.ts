import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { deploy } from "./deploy";
import type { Deployment } from "./deployment";
import type { Interruption } from "./interruption";

const folder = mkdtempSync(join(tmpdir(), "deploy-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it("does not begin a stack that waited for its turn to be planned while the run was stopped", async () => {
  const stacks = ["a", "b"].map((name) => ({ name, title: name, directory: name, needs: [], inputs: {} }));
  for (const { name } of stacks) {
    mkdirSync(join(folder, "stacks", name), { recursive: true });
    writeFileSync(join(folder, "stacks", name, "cdk.tf.json"), "{}");
  }
  const interruption = { interrupted: false };
  const prepared: string[] = [];
  const deployment = {
    directory: folder,
    manifest: { stacks, stateBackend: { bucket: "b" } },
    lock: { hold: (_: unknown, work: () => unknown) => work() },
    stateStore: { bucketExists: async () => true, read: async () => undefined },
    judge: { judge: () => ({ report: {}, refusals: [] }) },
    engine: {
      init: async (directory: string) => {
        prepared.push(directory);
        interruption.interrupted = true;
        throw new Error("terraform init was ended");
      },
    },
    progress: () => undefined,
    now: () => new Date(),
    parallelism: 2,
    planningSlots: 1,
  } as unknown as Deployment;
  const { outcomes } = await deploy(deployment, interruption as Interruption, { planned: false });
  expect(outcomes.map(({ stack, result }) => `${stack} ${result}`)).toEqual(["a interrupted", "b not-started"]);
  expect(prepared).toHaveLength(1);
});
