import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  CreateBucketCommand,
  DeleteObjectCommand,
  HeadObjectCommand,
  PutObjectCommand,
  S3Client,
} from "@aws-sdk/client-s3";
import { sampleDraft } from "../../checks/evidence/testing/sample";
import { openEvidence } from "../../operations/evidence/location";
import { appendEvidence, readChain } from "../../operations/evidence/log";
import type { EvidenceStore } from "../../operations/evidence/store";
import { type Emulator, startEmulator, stopEmulator } from "../../tools/emulator/emulator";
import { resolveEmulatorPython } from "../../tools/emulator/python";
import { cacheDirectory } from "../../tools/resolve/cache";
import { command } from "./run";

const folder = mkdtempSync(join(tmpdir(), "evidence-e2e-"));
const credentials = { accessKeyId: "test", secretAccessKey: "test" };
let emulator: Emulator;
let client: S3Client;

beforeAll(async () => {
  const { python } = await resolveEmulatorPython(cacheDirectory(), () => undefined);
  emulator = await startEmulator({ directory: join(folder, "emulator"), python, ownedByProcess: true });
  client = new S3Client({
    endpoint: emulator.endpoint,
    forcePathStyle: true,
    region: "ap-south-1",
    credentials,
  });
});
afterAll(async () => {
  client?.destroy();
  await stopEmulator(join(folder, "emulator"));
  rmSync(folder, { recursive: true, force: true });
});

async function logIn(bucket: string, options: { locked: boolean; query?: string }): Promise<EvidenceStore> {
  await client.send(
    new CreateBucketCommand({
      Bucket: bucket,
      ObjectLockEnabledForBucket: options.locked,
      CreateBucketConfiguration: { LocationConstraint: "ap-south-1" },
    }),
  );
  return at(bucket, options.query);
}
const at = (bucket: string, query = ""): Promise<EvidenceStore> =>
  openEvidence(`s3://${bucket}/demo${query}`, {
    region: "ap-south-1",
    connection: { endpoint: emulator.endpoint, credentials },
  });
const now = () => new Date();

describe("a log of evidence in a bucket with object lock", () => {
  it("locks each record for its time, and forks for no number of writers", async () => {
    await logIn("evidence-locked", { locked: true });
    const writers = Array.from({ length: 4 }, async (_, writer) => {
      const store = await at("evidence-locked");
      for (let index = 0; index < 3; index += 1)
        await appendEvidence(store, sampleDraft({ facts: { writer, index } }), now);
    });
    await Promise.all(writers);
    const { records, problems } = await readChain(await at("evidence-locked"));
    expect(problems).toEqual([]);
    expect(new Set(records.map(({ facts }) => `${facts.writer} ${facts.index}`)).size).toBe(12);
    const head = await client.send(new HeadObjectCommand({ Bucket: "evidence-locked", Key: "demo/000000000001.json" }));
    expect(head.ObjectLockMode).toBe("COMPLIANCE");
    const days = ((head.ObjectLockRetainUntilDate?.getTime() ?? 0) - Date.now()) / 86_400_000;
    expect(Math.round(days)).toBe(365);
  });

  it("reads the first version of what was hidden later, and says so", async () => {
    const store = await logIn("evidence-hidden", { locked: true });
    for (let index = 0; index < 3; index += 1) await appendEvidence(store, sampleDraft({ facts: { index } }), now);
    const key = (number: number) => ({ Bucket: "evidence-hidden", Key: `demo/00000000000${number}.json` });
    await client.send(new PutObjectCommand({ ...key(2), Body: "{}" }));
    await client.send(new DeleteObjectCommand(key(3)));
    const chain = await readChain(store);
    expect(chain.records.map(({ facts }) => facts.index)).toEqual([0, 1, 2]);
    expect(chain.problems.map(({ sequence, code, message }) => `${sequence} ${code} ${message}`)).toEqual([
      "2 store It was overwritten later; the first version is read",
      "3 store It was deleted later; its first version is still there and is read",
    ]);
    expect((await appendEvidence(store, sampleDraft(), now)).sequence).toBe(4);
  });

  it("refuses a bucket without object lock, unless it is asked to go without", async () => {
    const store = await logIn("evidence-open", { locked: false });
    await expect(appendEvidence(store, sampleDraft(), now)).rejects.toMatchObject({
      code: "evidence-bucket",
      exitCode: 2,
    });
    const without = await at("evidence-open", "?lock=0");
    expect((await appendEvidence(without, sampleDraft(), now)).sequence).toBe(1);
    expect(await readChain(without)).toMatchObject({ problems: [], intactTo: 1 });
  });

  it("says that a bucket is not there", async () => {
    await expect(readChain(await at("evidence-nowhere"))).rejects.toMatchObject({
      code: "evidence-bucket",
      exitCode: 2,
    });
  });
});

describe("the log of evidence on the command line", () => {
  const log = join(folder, "log");
  const today = (): string => new Date().toISOString().slice(0, 10);
  const check = () => command(["check", join(folder, "open.tf.json"), "--evidence", log, "--fail-on", "never"]);
  const report = (...more: string[]) => command(["report", "--evidence", log, "--from", today(), ...more]);

  it("check appends to it, report shows each control, and --anchor holds it to what was noted down", async () => {
    writeFileSync(join(folder, "open.tf.json"), JSON.stringify({ resource: { aws_s3_bucket: { open: {} } } }));
    expect((await check()).code).toBe(0);
    const second = await check();
    expect(second.stderr).toMatch(/evidence: .*log, record 2, hash [0-9a-f]{64}/);
    const [anchor] = /(?<=hash )[0-9a-f]{64}/.exec(second.stderr) ?? [];
    const ended = await report("--format", "json", "--anchor", `2:${anchor}`);
    expect(`${ended.code} ${ended.stderr}`).toBe("0 ");
    const { controls, runs, log: state } = JSON.parse(ended.stdout);
    expect(runs).toHaveLength(2);
    expect(state).toMatchObject({ records: 2, intactTo: 2, problems: [] });
    expect(controls.find(({ rule }: { rule: string }) => rule === "S3-05")).toMatchObject({
      last: "fail",
      open: ["aws_s3_bucket.open"],
      stretches: [{ status: "fail", judgements: 2 }],
    });
    expect((await report("--anchor", `2:${"0".repeat(64)}`)).code).toBe(1);
  });

  it.each(["console", "html", "markdown", "json"])(
    "every form says what is broken (%s), with exit 1",
    async (format) => {
      const broken = join(folder, `broken-${format}`);
      cpSync(log, broken, { recursive: true });
      const record = join(broken, "000000000001.json");
      writeFileSync(record, readFileSync(record, "utf8").replace('"outcome":"allowed"', '"outcome":"refused"'));
      const ended = await command(["report", "--evidence", broken, "--from", today(), "--format", format]);
      expect(ended.code).toBe(1);
      expect(ended.stderr).toMatch(/broken: record 1, .*000000000001\.json/);
      expect(ended.stdout.replace(/\s+/g, " ")).toContain("does not have the hash that it carries");
    },
  );

  it.each([
    ["no log", () => ["report", "--evidence", join(folder, "nowhere"), "--from", today()]],
    ["no day", () => ["report", "--evidence", log, "--from", "2026-02-30"]],
    ["days turned round", () => ["report", "--evidence", log, "--from", "2026-02-02", "--to", "2026-02-01"]],
    ["a period that lies ahead", () => ["report", "--evidence", log, "--from", "2999-01-01"]],
    ["an anchor that is none", () => ["report", "--evidence", log, "--from", today(), "--anchor", "last"]],
    ["an end without a start", () => ["report", "environments/demo.yaml", "--to", today()]],
    ["nothing named", () => ["report", "--from", today()]],
  ])("%s is 2", async (_, args) => {
    const ended = await command(args());
    expect(`${ended.code} ${ended.stderr}`).toMatch(/^2 error /);
  });
});
