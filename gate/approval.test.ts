import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sha256 } from "../common/hash";
import { toStableJson } from "../common/json";
import type { StackDescriptor } from "../stacks/manifest";
import { deploy } from "./deploy";
import type { Deployment } from "./deployment";
import type { Interruption } from "./interruption";
import type { Bound } from "./record";

const stackOf = (name: string, needs: readonly string[]): StackDescriptor => ({
  name,
  title: name,
  directory: name,
  needs,
  inputs: {},
  bootstrapsState: false,
});
const policy = { exceptions: "e", parameters: "p", rules: "r" };
const noChange = toStableJson({ format_version: "1.2", applyable: false });
const retention = (days: number): string =>
  toStableJson({
    format_version: "1.2",
    applyable: true,
    resource_changes: [
      {
        address: "aws_cloudwatch_log_group.late",
        mode: "managed",
        type: "aws_cloudwatch_log_group",
        change: { actions: ["update"], before: {}, after: { retention_in_days: days }, after_unknown: {} },
      },
    ],
  });

/** A platform whose late stack has an approved plan, made before its base moved on; a plan file's text is its plan. */
class Platform {
  readonly applied: string[] = [];
  readonly deployment: Deployment;

  constructor(
    private readonly root: string,
    approved: string,
    now: string,
  ) {
    this.approve("base", noChange, { base: { lineage: "l", serial: 2 } });
    this.approve("late", approved, { base: { lineage: "l", serial: 1 }, late: null });
    this.deployment = {
      name: "demo",
      directory: root,
      manifest: {
        stacks: [stackOf("base", []), stackOf("late", ["base"])],
        accountId: "1",
        region: "r",
        stateBackend: { bucket: "b" },
      },
      provenance: { kitVersion: "0", engineName: "terraform", engineVersion: "1", providerVersion: "5" },
      stateStore: {
        bucketExists: async () => true,
        stateExists: async () => false,
        read: async (name: string) => (name === "base" ? toStableJson({ lineage: "l", serial: 2 }) : undefined),
      },
      judge: { policy, judge: () => ({ report: { summary: {}, findings: [] }, refusals: [] }) },
      engine: {
        pids: [],
        init: async () => undefined,
        plan: async (where: string, file: string) => {
          writeFileSync(join(where, file), now);
          return true;
        },
        showPlan: async (where: string, file: string) => readFileSync(join(where, file), "utf8"),
        showState: async () => "{}",
        apply: async (where: string, file: string) => void this.applied.push(readFileSync(join(where, file), "utf8")),
      },
      progress: () => undefined,
      now: () => new Date(1000),
      timeToLiveHours: 24,
      parallelism: 1,
    } as unknown as Deployment;
  }

  path(stack: string, name: string): string {
    return join(this.root, "stacks", stack, name);
  }

  private approve(stack: string, plan: string, states: Bound["states"]): void {
    mkdirSync(this.path(stack, ".terraform"), { recursive: true });
    const configuration = { "cdk.tf.json": "{}", "inputs.auto.tfvars.json": toStableJson({}) };
    for (const [name, text] of Object.entries(configuration)) writeFileSync(this.path(stack, name), text);
    writeFileSync(this.path(stack, "plan.tfplan"), plan);
    writeFileSync(this.path(stack, "plan.json"), plan);
    const bound: Bound = {
      planSha256: sha256(plan),
      planJsonSha256: sha256(plan),
      configuration: Object.fromEntries(Object.entries(configuration).map(([name, text]) => [name, sha256(text)])),
      policy,
      engine: { name: "terraform", version: "1", provider: "5" },
      kitVersion: "0",
      accountId: "1",
      region: "r",
      backend: `s3://b/${stack}/terraform.tfstate`,
      states,
    };
    const record = { createdAt: new Date(0).toISOString(), timeToLiveHours: 24, verdict: "allowed", bound };
    writeFileSync(this.path(stack, "verdict.json"), toStableJson(record));
  }

  async deploy(): Promise<string> {
    const result = await deploy(this.deployment, { interrupted: false } as Interruption, { planned: true });
    return result.outcomes.map((one) => `${one.stack} ${one.result} ${one.reasons.join()}`.trim()).join("; ");
  }
}

describe("an approval that an earlier stack outran", () => {
  const folder = mkdtempSync(join(tmpdir(), "approval-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const open = (approved: string, now: string): Platform =>
    new Platform(mkdtempSync(join(folder, "run-")), approved, now);

  it("holds when the plan would do the same", async () => {
    const platform = open(retention(400), retention(400));
    expect(await platform.deploy()).toBe("base unchanged; late applied");
    expect(platform.applied).toEqual([retention(400)]);
  });

  it("does not pass to another plan, however often the command is run again", async () => {
    const platform = open(retention(400), retention(1));
    expect(await platform.deploy()).toMatch(/late refused .*would now do something else/);
    expect(await platform.deploy()).toMatch(/late refused/);
    expect(platform.applied).toEqual([]);
  });

  it("is compared with the sealed plan, not with a plan.json that anybody may have written", async () => {
    const platform = open(retention(400), retention(1));
    writeFileSync(platform.path("late", "plan.json"), retention(1));
    expect(await platform.deploy()).toMatch(/late refused/);
    expect(platform.applied).toEqual([]);
  });
});
