/** The gate with OpenTofu: the same small platform as in tests/gate, and states that both engines read. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { packageRoot } from "../../common/packageRoot";
import type { EngineName } from "../../engine/terraform";
import { type DeployResult, deploy, failureOf } from "../../gate/deploy";
import type { Deployment } from "../../gate/deployment";
import { planAll } from "../../gate/planAll";
import { verify } from "../../gate/verify";
import type { Emulator } from "../../tools/emulator/emulator";
import { awsBase, awsLate, Bench, fromBase, late, type Tiny, type TinyOptions } from "../gate/platform";

let bench: Bench;
let emulator: Emulator;
beforeAll(async () => {
  bench = await Bench.open(["terraform", "opentofu"]);
  emulator = await bench.startEmulator("emulator");
});
afterAll(async () => {
  await bench.stopEmulator("emulator");
  bench.close();
});

const open = (name: string, options: TinyOptions = {}): Promise<Tiny> =>
  bench.platform(name, emulator, "emulator", { engine: "opentofu", ...options });
const results = (result: DeployResult): string =>
  result.outcomes.map(({ stack, result: done, reasons }) => [stack, done, ...reasons].join(" ")).join(", ");
const run = async (tiny: Tiny, planned = false): Promise<string> =>
  results(await deploy(tiny.deployment, tiny.interruption, { planned }));

describe("OpenTofu behind the gate", () => {
  it("applies what passes, with the provider's checksums enforced, keeps the state in the bucket, and changes nothing the second time", async () => {
    const tiny = await open("tofu-passing", { bootstrap: true, base: awsBase, late: awsLate });
    const first = await deploy(tiny.deployment, tiny.interruption, { planned: false });
    expect(results(first)).toBe("state applied, base applied, late applied");
    expect(tiny.exists("state", "terraform.tfstate")).toBe(false);
    // OpenTofu writes its own words into it; what records bind is what is committed.
    const lock = readFileSync(join(packageRoot(), "catalogue", "terraform.lock.hcl"), "utf8");
    expect(readFileSync(tiny.path("base", ".terraform.lock.hcl"), "utf8")).toBe(lock);
    const verified = await verify(tiny.deployment, first.landscape, tiny.interruption);
    expect([verified.judgement.refusals, verified.pending, verified.missing]).toEqual([[], [], []]);
    expect(await run(tiny)).toBe("state unchanged, base unchanged, late unchanged");
  });

  it("refuses a provider package that is not the locked one", async () => {
    const tiny = await open("tofu-lock", { bootstrap: true, base: awsBase, late: awsLate });
    const lockFile = (tiny.deployment.lockFile ?? "").replace(/"(h1|zh):..../g, '"$1:0000');
    expect(lockFile).not.toBe(tiny.deployment.lockFile);
    const result = await deploy({ ...tiny.deployment, lockFile }, tiny.interruption, { planned: false });
    expect(results(result)).toMatch(/state failed [\s\S]*checksum/);
    expect(await tiny.deployment.stateStore.bucketExists()).toBe(false);
  });

  it("refuses what the rules refuse, and an approved plan that was changed", async () => {
    const bad = await open("tofu-bad", { late: late({ days: "${length(terraform_data.other.id) * 10}" }) });
    bad.write("late", late({ days: 1 }), fromBase);
    const refused = await deploy(bad.deployment, bad.interruption, { planned: false });
    expect(failureOf(bad.deployment, refused, false)?.exitCode).toBe(1);

    const tiny = await open("tofu-planned");
    expect(await run(tiny)).toBe("base applied, late applied");
    expect((await planAll(tiny.deployment, tiny.interruption)).stacks.map(({ result }) => result)).toEqual([
      "planned",
      "planned",
    ]);
    // OpenTofu's plan does not say whether it does anything; the gate reads it from what would change.
    expect(await run(tiny, true)).toBe("base unchanged, late unchanged");
    tiny.write("late", late({ days: 500 }), fromBase);
    await planAll(tiny.deployment, tiny.interruption);
    expect(await run(tiny, true)).toBe("base unchanged, late applied");
  });
});

describe("a change of engine", () => {
  /** The same platform, seen by the other engine. */
  const withEngine = (tiny: Tiny, engineName: EngineName, other: Tiny): Deployment => ({
    ...tiny.deployment,
    engine: other.deployment.engine,
    provenance: { ...tiny.deployment.provenance, engineName },
  });

  it("keeps the states: nothing is replaced or made again, in either direction, and old plans are refused", async () => {
    const tiny = await open("switched", { engine: "terraform" });
    const tofu = withEngine(tiny, "opentofu", await open("switched-engine"));
    expect(await run(tiny)).toBe("base applied, late applied");
    const deployWith = async (deployment: Deployment, planned = false): Promise<string> =>
      results(await deploy(deployment, tiny.interruption, { planned }));
    expect(await deployWith(tofu)).toBe("base unchanged, late unchanged");

    tiny.write("late", late({ days: 731 }), fromBase);
    await planAll(tofu, tiny.interruption);
    expect(await deployWith(tiny.deployment, true)).toMatch(/refused engine or provider version changed since/);
    expect(await deployWith(tofu, true)).toBe("base unchanged, late applied");
    expect(await deployWith(tiny.deployment)).toBe("base unchanged, late unchanged");
    expect(await tiny.state("late")).toEqual(["terraform_data.late"]);
  });
});
