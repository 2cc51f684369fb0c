import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { StackDescriptor } from "../stacks/manifest";
import type { Deployment } from "./deployment";
import { Landscape } from "./landscape";
import { judgeSealed } from "./planStack";
import type { Seal } from "./seal";

const stack: StackDescriptor = {
  name: "data",
  title: "data",
  directory: "data",
  needs: [],
  inputs: {},
  bootstrapsState: false,
};

it("refuses a plan that no rule objects to and that runs a command when it is applied", async () => {
  const root = mkdtempSync(join(tmpdir(), "plan-stack-"));
  try {
    const directory = join(root, "stacks", "data");
    mkdirSync(directory, { recursive: true });
    writeFileSync(join(directory, "plan.tfplan"), "");
    writeFileSync(join(directory, "cdk.tf.json"), "{}");
    const deployment = {
      name: "demo",
      directory: root,
      manifest: { stacks: [stack], stateBackend: { bucket: "b" } },
      provenance: {},
      stateStore: { bucketExists: async () => false },
      judge: { policy: {}, judge: () => ({ report: { summary: {}, findings: [] }, refusals: [] }) },
      now: () => new Date(),
    } as unknown as Deployment;
    const resources = [{ address: "terraform_data.x", provisioners: [{ type: "local-exec" }] }];
    const document = { format_version: "1.2", configuration: { root_module: { resources } } };
    const sealed: Seal = {
      directory,
      planFile: join(directory, "plan.tfplan"),
      planJson: JSON.stringify(document),
      document,
      planSha256: "",
      planJsonSha256: "",
      configuration: {},
      dispose: () => undefined,
    };
    const { judgement, record } = await judgeSealed(
      deployment,
      stack,
      new Landscape(deployment),
      sealed,
      directory,
      true,
    );
    expect(judgement.refusals.map(({ text }) => text)).toEqual([
      "terraform_data.x runs commands (a provisioner), which no rule judges",
    ]);
    expect(record.verdict).toBe("refused");
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
});
