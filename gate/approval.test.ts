import { generateKeyPairSync } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { sha256 } from "../common/hash";
import { toStableJson } from "../common/json";
import { publicKeyText } from "../common/publicKey";
import type { StackDescriptor } from "../stacks/manifest";
import { type ApprovalPolicy, signRecords } from "./approval/approval";
import { keyFileSigner } from "./approval/signer";
import type { DestroyedData } from "./changes/confirmation";
import { type DeployOptions, deploy } from "./deploy";
import type { Deployment } from "./deployment";
import { destroy } from "./destroy";
import type { Interruption } from "./interruption";
import type { Landscape } from "./landscape";
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
  /** Milliseconds since the plans were made. */
  clock = 1000;
  readonly deployment: Deployment;

  constructor(
    private readonly root: string,
    approved: string,
    now: string,
    options: { readonly approval?: ApprovalPolicy; readonly baseSerial?: number } = {},
  ) {
    this.approve("base", noChange, { base: { lineage: "l", serial: 2 } });
    this.approve("late", approved, { base: { lineage: "l", serial: options.baseSerial ?? 1 }, late: null });
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
      lock: { hold: (_: unknown, work: () => unknown) => work() },
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
          const late = where === dirname(this.path("late", file));
          writeFileSync(join(where, file), late ? now : noChange);
          return late;
        },
        showPlan: async (where: string, file: string) => readFileSync(join(where, file), "utf8"),
        showState: async () => "{}",
        apply: async (where: string, file: string) => void this.applied.push(readFileSync(join(where, file), "utf8")),
      },
      approval: options.approval,
      progress: () => undefined,
      now: () => new Date(this.clock),
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
    const record = {
      environment: "demo",
      stack,
      createdAt: new Date(0).toISOString(),
      timeToLiveHours: 24,
      verdict: "allowed",
      bound,
    };
    writeFileSync(this.path(stack, "verdict.json"), toStableJson(record));
  }

  /** Signs what lies there, as `plan --planned --sign` does. */
  async sign(file: string, environment = "demo"): Promise<void> {
    const records = ["base", "late"].map((stack) => ({
      stack,
      sha256: sha256(readFileSync(this.path(stack, "verdict.json"))),
    }));
    const path = join(this.root, "approval.json");
    const before = existsSync(path) ? readFileSync(path, "utf8") : undefined;
    writeFileSync(path, await signRecords(environment, records, keyFileSigner(file, undefined), before));
  }

  async deploy(options: Partial<DeployOptions> = {}): Promise<string> {
    const result = await deploy(this.deployment, { interrupted: false } as Interruption, { planned: true, ...options });
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

describe("an environment that asks for signed plans", () => {
  const folder = mkdtempSync(join(tmpdir(), "signed-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  /** A key of somebody, in a file; gives the public half. */
  const keyOf = (name: string, kind: "ed25519" | "ec" = "ed25519"): string => {
    const pair = kind === "ec" ? generateKeyPairSync("ec", { namedCurve: "P-256" }) : generateKeyPairSync("ed25519");
    writeFileSync(join(folder, name), pair.privateKey.export({ format: "pem", type: "pkcs8" }));
    return publicKeyText(pair.publicKey) ?? "";
  };
  const asha = { approver: "asha@example.org", publicKey: keyOf("asha.pem") };
  const imran = { approver: "imran@example.org", publicKey: keyOf("imran.pem", "ec") };
  keyOf("stranger.pem");
  const open = (signatures = 1): Platform =>
    new Platform(mkdtempSync(join(folder, "run-")), retention(400), retention(400), {
      approval: { signatures, signers: [asha, imran] },
      baseSerial: 2,
    });
  const key = (name: string): string => join(folder, name);

  it.each([
    ["a file with Ed25519", "asha.pem"],
    ["a file with ECDSA on P-256", "imran.pem"],
  ])("applies plans signed by %s", async (_, file) => {
    const platform = open();
    await platform.sign(key(file));
    expect(await platform.deploy()).toBe("base unchanged; late applied");
  });

  const refusals: readonly (readonly [string, (platform: Platform) => Promise<void> | void, RegExp])[] = [
    ["that nobody has signed", () => undefined, /nobody has signed it/],
    [
      "signed by a key that is not declared",
      (platform) => platform.sign(key("stranger.pem")),
      /0 of 1 signatures.*key [0-9a-f]{12} is none of approval\.signers/,
    ],
    [
      "whose signature was made for something else",
      async (platform) => {
        await platform.sign(key("asha.pem"));
        const path = join(platform.deployment.directory, "approval.json");
        const envelope = JSON.parse(readFileSync(path, "utf8"));
        const text = Buffer.from(envelope.payload, "base64").toString("utf8");
        const record = sha256(readFileSync(platform.path("late", "verdict.json")));
        envelope.payload = Buffer.from(text.replace(record, "0".repeat(64))).toString("base64");
        writeFileSync(path, JSON.stringify(envelope));
      },
      /signature of asha@example\.org does not fit/,
    ],
    [
      "signed for another environment",
      (platform) => platform.sign(key("asha.pem"), "staging"),
      /signed for the environment staging/,
    ],
    [
      "whose approval is no approval",
      (platform) => writeFileSync(join(platform.deployment.directory, "approval.json"), "{}"),
      /approval\.json\) cannot be read/,
    ],
  ];
  it.each(refusals)("applies nothing %s", async (_, prepare, reason) => {
    const platform = open();
    await prepare(platform);
    expect(await platform.deploy()).toMatch(reason);
    expect(platform.applied).toEqual([]);
  });

  it("refuses a record that was altered after it was signed, however little", async () => {
    const platform = open();
    await platform.sign(key("asha.pem"));
    const path = platform.path("late", "verdict.json");
    const record = JSON.parse(readFileSync(path, "utf8"));
    writeFileSync(path, toStableJson({ ...record, timeToLiveHours: 168 }));
    expect(await platform.deploy()).toMatch(/late refused .*not the one that was signed: it was altered/);
    expect(platform.applied).toEqual([]);
  });

  it("refuses a signed plan that is past its time, and a plan file exchanged under its record", async () => {
    const late = open();
    await late.sign(key("asha.pem"));
    late.clock = 25 * 3_600_000;
    expect(await late.deploy()).toMatch(/refused .*25\.0 h old and good for 24 h/);
    const exchanged = open();
    await exchanged.sign(key("asha.pem"));
    writeFileSync(exchanged.path("late", "plan.tfplan"), retention(1));
    expect(await exchanged.deploy()).toMatch(/late refused .*plan file is not the judged one/);
    expect([...late.applied, ...exchanged.applied]).toEqual([]);
  });

  it("asks for two people where it says two, and counts nobody twice", async () => {
    const platform = open(2);
    await platform.sign(key("asha.pem"));
    await platform.sign(key("asha.pem"));
    expect(await platform.deploy()).toMatch(/1 of 2 signatures/);
    await platform.sign(key("imran.pem"));
    expect(await platform.deploy()).toBe("base unchanged; late applied");
  });

  it("neither plans and applies in one go nor destroys, where nobody could sign in between", async () => {
    const platform = open();
    await platform.sign(key("asha.pem"));
    const refusal = { code: "approval-required", exitCode: 1 };
    await expect(platform.deploy({ planned: false })).rejects.toMatchObject(refusal);
    const destroying = destroy(platform.deployment, { stacks: [], gone: [] }, {} as Landscape, {} as Interruption);
    await expect(destroying).rejects.toMatchObject(refusal);
  });

  it("never applies the plan of another stack or environment", async () => {
    const platform = open();
    const path = platform.path("late", "verdict.json");
    const record = JSON.parse(readFileSync(path, "utf8"));
    writeFileSync(path, toStableJson({ ...record, environment: "staging" }));
    await platform.sign(key("asha.pem"));
    expect(await platform.deploy()).toMatch(/late refused .*one of the environment staging/);
  });
});

describe("a plan that destroys stored data", () => {
  const folder = mkdtempSync(join(tmpdir(), "destroys-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const gone = toStableJson({
    format_version: "1.2",
    applyable: true,
    resource_changes: [
      {
        address: "aws_s3_bucket.files",
        mode: "managed",
        type: "aws_s3_bucket",
        change: { actions: ["delete"], before: { bucket: "files" }, after: null, after_unknown: {} },
      },
    ],
  });
  const open = (): Platform => new Platform(mkdtempSync(join(folder, "run-")), gone, gone);
  const both = [{ planned: true }, { planned: false }];

  it.each(both)("is not applied unless it is named (%j), and the refusal names the flag", async (how) => {
    const platform = open();
    expect(await platform.deploy(how)).toMatch(/late refused .*--destroys 'late:aws_s3_bucket\.files'/);
    expect(await platform.deploy({ ...how, destroys: ["base:aws_s3_bucket.files"] })).toMatch(/late refused/);
    expect(platform.applied).toEqual([]);
    expect(await platform.deploy({ ...how, destroys: ["late:aws_s3_bucket.files"] })).toMatch(/late applied/);
    expect(platform.applied).toContain(gone);
  });

  it.each(both)("is applied once its address was typed (%j)", async (how) => {
    const platform = open();
    expect(await platform.deploy({ ...how, askDestroyed: async () => "yes" })).toMatch(/late refused/);
    expect(platform.applied).toEqual([]);
    expect(await platform.deploy({ ...how, askDestroyed: async () => "aws_s3_bucket.files" })).toMatch(/late applied/);
  });

  it("takes no bare address that another stack declares too", async () => {
    const platform = open();
    const source = { resource: { aws_s3_bucket: { files: {} } } };
    writeFileSync(platform.path("base", "cdk.tf.json"), toStableJson(source));
    expect(await platform.deploy({ planned: false, destroys: ["aws_s3_bucket.files"] })).toMatch(/late refused/);
    expect(await platform.deploy({ planned: false, destroys: ["late:aws_s3_bucket.files"] })).toMatch(/late applied/);
  });

  it("is told before it is applied, with how it was confirmed, and stands in its record", async () => {
    const platform = open();
    const told: (readonly DestroyedData[])[] = [];
    const onVerdict: DeployOptions["onVerdict"] = ({ stack, destroys }) => {
      if (stack === "late") told.push(destroys);
      expect(platform.applied).not.toContain(gone);
    };
    await platform.deploy({ planned: false, onVerdict });
    await platform.deploy({ planned: false, onVerdict, destroys: ["aws_s3_bucket.files"] });
    expect(told.map((list) => list.map(({ address, confirmed }) => `${address} ${confirmed}`))).toEqual([
      ["aws_s3_bucket.files null"],
      ["aws_s3_bucket.files flag"],
    ]);
    const record = JSON.parse(readFileSync(platform.path("late", "verdict.json"), "utf8"));
    expect(record.destroys).toEqual([
      { address: "aws_s3_bucket.files", kind: "delete", loses: "the bucket with its objects" },
    ]);
  });
});
