import { exitCodes } from "../common/exitCodes";
import type { Deployment } from "./deployment";
import type { Interruption } from "./interruption";
import { Landscape } from "./landscape";
import { verify } from "./verify";

it("does not call verified what an interruption kept from being planned once more", async () => {
  const state = JSON.stringify({ version: 4, serial: 1, lineage: "l", resources: [{ type: "aws_vpc" }] });
  const deployment = {
    directory: "/nowhere",
    manifest: { stacks: [{ name: "data", title: "data", directory: "data", needs: [], inputs: {} }] },
    stateStore: { read: async () => state },
    judge: { judge: () => ({ report: {}, refusals: [] }) },
    progress: () => undefined,
    now: () => new Date(),
    parallelism: 1,
  } as unknown as Deployment;
  const landscape = new Landscape(deployment);
  await landscape.readState("data");
  await expect(verify(deployment, landscape, { interrupted: true } as Interruption)).rejects.toMatchObject({
    code: "interrupted",
    exitCode: exitCodes.interrupted,
  });
});
