import { mkdtempSync, rmSync } from "node:fs";
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
