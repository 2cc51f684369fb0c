/** Two environments in one account, by the command itself: the second reads the services that the first one made. */
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { packageRoot } from "../../common/packageRoot";
import { command, type Ended } from "../e2e/run";

const folder = mkdtempSync(join(tmpdir(), "digit-shared-"));
const first = join(folder, "demo.yaml");
const second = join(folder, "second.yaml");
const run = (...args: readonly string[]): Promise<Ended> => command([...args, "--out", join(folder, "out")]);
const deploy = (file: string, ...stacks: readonly string[]): Promise<Ended> =>
  run("deploy", file, "--yes", "--format", "json", ...stacks.flatMap((stack) => ["--stack", stack]));

beforeAll(async () => {
  copyFileSync(join(packageRoot(), "environments", "demo.yaml"), first);
  const lines = ["extends: ./demo.yaml", "name: second", "domain: { name: second.example.org }"];
  writeFileSync(second, [...lines, "existing: { account: { owner: Environment demo } }", ""].join("\n"));
  expect((await run("emulator", "start")).code).toBe(0);
});
afterAll(async () => {
  await run("emulator", "stop");
  rmSync(folder, { recursive: true, force: true });
});

it("deploys the second environment beside the first, whose services it reads and judges", async () => {
  // Side by side, each in its own folder and under its own lock.
  const [one, other] = await Promise.all([deploy(first, "state", "account"), deploy(second, "state")]);
  expect(`${one.code} ${one.code === 0 ? "" : one.stderr}`).toBe("0 ");
  expect(`${other.code} ${other.code === 0 ? "" : other.stderr}`).toBe("0 ");

  const account = await deploy(second, "account");
  expect(`${account.code} ${account.code === 0 ? "" : account.stderr}`).toBe("0 ");
  const { stacks, secondPlanEmpty } = JSON.parse(account.stdout);
  expect(secondPlanEmpty).toBe(true);
  expect(stacks.find(({ stack }: { stack: string }) => stack === "account")).toMatchObject({
    result: "applied",
    changes: { add: 0, change: 0, remove: 0 },
  });
  const checked = await command([
    "check",
    join(folder, "out/second/stacks/account/plan.json"),
    "--format",
    "json",
    "--show",
    "all",
  ]);
  const rows = JSON.parse(checked.stdout).findings.filter(({ resource }: { resource: string }) =>
    resource.startsWith("data."),
  );
  expect([...new Set(rows.map(({ rule, status }: { rule: string; status: string }) => `${rule} ${status}`))]).toEqual(
    expect.arrayContaining(["EBS-03 pass", "GD-01 pass", "S3-01 pass"]),
  );
});
