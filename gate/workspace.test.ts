import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { exitCodes } from "../common/exitCodes";
import type { StackDescriptor } from "../stacks/manifest";
import type { Deployment } from "./deployment";
import { Landscape } from "./landscape";
import { forgetInitialised, openState, prepareWorkspace } from "./workspace";

const stack: StackDescriptor = {
  name: "data",
  title: "data",
  directory: "data",
  needs: [],
  inputs: {},
  bootstrapsState: false,
};

describe("a stack's directory", () => {
  const folder = mkdtempSync(join(tmpdir(), "workspace-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  /** A directory with synthesis in it, and an engine that writes down whether it was asked. */
  function setUp(): { deployment: Deployment; path: (name: string) => string; inits: string[] } {
    const root = mkdtempSync(join(folder, "run-"));
    const directory = join(root, "stacks", "data");
    mkdirSync(directory, { recursive: true });
    writeFileSync(join(directory, "cdk.tf.json"), "{}");
    const inits: string[] = [];
    const deployment = {
      directory: root,
      lockFile: undefined,
      overrideFor: undefined,
      manifest: { stacks: [stack] },
      engine: { init: async (where: string) => void inits.push(where) },
    } as unknown as Deployment;
    return { deployment, path: (name) => join(directory, name), inits };
  }

  const steps: [string, (deployment: Deployment) => Promise<void>][] = [
    [
      "planning",
      (deployment) => prepareWorkspace(deployment, stack, new Landscape(deployment), { localBackend: false }),
    ],
    ["reading its state", (deployment) => openState(deployment, stack)],
  ];
  const foreign = [
    "zz.tf",
    "zz.tf.json",
    "provider_override.tf.json",
    "override.tf",
    "zz.tofu",
    "zz.tofu.json",
    "terraform.tfvars",
    "terraform.tfvars.json",
    "zz.auto.tfvars",
    "zz.auto.tfvars.json",
  ];
  it("is initialised once in a run, and again for another backend or by another engine", async () => {
    const { deployment, path, inits } = setUp();
    mkdirSync(path(".terraform"));
    const prepare = (localBackend: boolean, by = deployment): Promise<void> =>
      prepareWorkspace(by, stack, new Landscape(by), { localBackend });
    await prepare(false);
    writeFileSync(path("cdk.tf.json"), '{"resource":{}}');
    await prepare(false);
    await openState(deployment, stack);
    expect(inits).toHaveLength(1);
    await prepare(true);
    await prepare(true);
    expect(inits).toHaveLength(2);
    await prepare(false);
    forgetInitialised(dirname(path("cdk.tf.json")));
    await prepare(false);
    expect(inits).toHaveLength(4);
    await prepare(false, { ...deployment, engine: { ...deployment.engine } as Deployment["engine"] });
    expect(inits).toHaveLength(5);
    // What the other engine left there is not what this one made.
    await prepare(false);
    expect(inits).toHaveLength(6);
  });

  it("keeps the checksums that its own run recorded where none are known, and those of no other run", async () => {
    const { deployment, path, inits } = setUp();
    mkdirSync(path(".terraform"));
    writeFileSync(path(".terraform.lock.hcl"), "of another run");
    const init = async (where: string): Promise<void> => {
      expect(existsSync(path(".terraform.lock.hcl"))).toBe(false);
      writeFileSync(path(".terraform.lock.hcl"), "recorded");
      inits.push(where);
    };
    const recording = { ...deployment, engine: { init } } as unknown as Deployment;
    for (const localBackend of [false, false, true]) {
      await prepareWorkspace(recording, stack, new Landscape(recording), { localBackend });
      expect(readFileSync(path(".terraform.lock.hcl"), "utf8")).toBe("recorded");
    }
    await openState(recording, stack, { localBackend: true });
    expect(readFileSync(path(".terraform.lock.hcl"), "utf8")).toBe("recorded");
    expect(inits).toHaveLength(2);
  });

  describe.each(steps)("before %s", (_, step) => {
    it.each(foreign)("is refused with a %s that Terraform would read and no record binds", async (name) => {
      const { deployment, path, inits } = setUp();
      writeFileSync(path(name), "");
      await expect(step(deployment)).rejects.toMatchObject({
        code: "foreign-configuration",
        exitCode: exitCodes.gateRefused,
        message: expect.stringContaining(name),
      });
      expect(inits).toEqual([]);
    });

    it("forgets a workspace that somebody chose, and a local backend that an earlier run left", async () => {
      const { deployment, path, inits } = setUp();
      mkdirSync(path(".terraform"));
      writeFileSync(path(".terraform/environment"), "evil");
      writeFileSync(path("local_backend_override.tf.json"), '{"terraform":{"backend":{"local":{}}}}');
      for (const name of ["plan.tfplan", "plan.json", "verdict.json"]) writeFileSync(path(name), "{}");
      await step(deployment);
      expect(existsSync(path(".terraform/environment"))).toBe(false);
      expect(existsSync(path("local_backend_override.tf.json"))).toBe(false);
      expect(inits).toHaveLength(1);
    });
  });
});
