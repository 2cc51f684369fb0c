import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import {
  CreateBucketCommand,
  DeleteObjectCommand,
  PutBucketPolicyCommand,
  PutObjectCommand,
  S3Client,
} from "@aws-sdk/client-s3";
import { isRunning } from "../../common/processes";
import { AwsClient } from "../../engine/aws/client";
import { listAt, textAt } from "../../engine/aws/tree";
import { cacheDirectory } from "../resolve/cache";
import { type Emulator, emulatorStatus, startEmulator, stopEmulator } from "./emulator";
import { resolveEmulatorPython } from "./python";
import { statusFilePath } from "./statusFile";

let root: string;
let python: string;
/** For the tests that only talk to one. */
let shared: Emulator;
const directories: string[] = [];

/** A fresh folder whose emulator is stopped at the end, whatever the test did. */
function folder(): string {
  const directory = mkdtempSync(join(root, "emulator-"));
  directories.push(directory);
  return directory;
}

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), "digit-emulator-"));
  ({ python } = await resolveEmulatorPython(cacheDirectory()));
  shared = await startEmulator({ directory: folder(), python, recordFile: join(root, "calls.jsonl") });
});

afterAll(async () => {
  await Promise.all(directories.map(stopEmulator));
  rmSync(root, { recursive: true, force: true });
});

test("what is called is written down once, with its caller and what it names", async () => {
  const client = new S3Client({
    endpoint: shared.endpoint,
    region: "ap-south-2",
    forcePathStyle: true,
    credentials: { accessKeyId: "createdata", secretAccessKey: "test" },
  });
  const object = { Bucket: "recorded", Key: "folder/a" };
  await client.send(new CreateBucketCommand({ Bucket: "recorded" }));
  await client.send(new PutObjectCommand({ ...object, Body: "not to be written down" }));
  await client.send(new PutObjectCommand({ ...object, Body: "neither" }));
  await client.send(new DeleteObjectCommand(object));
  client.destroy();
  const calls = readFileSync(join(root, "calls.jsonl"), "utf8")
    .split("\n")
    .filter((line) => line.includes("createdata"))
    .map((line) => JSON.parse(line) as { parameters: unknown });
  const call = { caller: "createdata", region: "ap-south-2", service: "s3" };
  expect(calls).toEqual([
    { ...call, operation: "CreateBucket", parameters: expect.objectContaining({ Bucket: "recorded" }) },
    { ...call, operation: "PutObject", parameters: expect.objectContaining(object) },
    { ...call, operation: "DeleteObject", parameters: expect.objectContaining(object) },
  ]);
  expect(JSON.stringify(calls)).not.toMatch(/written down|neither/);
});

describe("start, status and stop", () => {
  test("a folder has at most one emulator, and its status tells how to reach it", async () => {
    const directory = folder();
    const [first, second] = await Promise.all([
      startEmulator({ directory, python }),
      startEmulator({ directory, python }),
    ]);
    expect([first.started, second.started].sort()).toEqual([false, true]);
    expect(second.instanceId).toBe(first.instanceId);

    const status = await emulatorStatus(directory);
    expect(status).toMatchObject({
      running: true,
      endpoint: first.endpoint,
      pid: first.pid,
      accountId: "123456789012",
    });
    expect(status.env).toMatchObject({ AWS_ENDPOINT_URL: first.endpoint, HTTP_PROXY: first.endpoint });

    expect(await stopEmulator(directory)).toBe(true);
    expect(isRunning(first.pid)).toBe(false);
    expect(await emulatorStatus(directory)).toEqual({
      running: false,
      endpoint: null,
      pid: null,
      accountId: "123456789012",
      env: {},
      instanceId: null,
    });
    expect(await stopEmulator(directory)).toBe(false);
  });

  test("two emulators know nothing of each other", async () => {
    const other = await startEmulator({ directory: folder(), python });
    await clientOf(shared.endpoint).send(new CreateBucketCommand({ Bucket: "same-name" }));
    await expect(
      clientOf(other.endpoint).send(new CreateBucketCommand({ Bucket: "same-name" })),
    ).resolves.toBeDefined();
    expect(shared.endpoint).not.toBe(other.endpoint);
  });

  test("it ends with its owner, however that ends", async () => {
    const directory = folder();
    const owner = spawn("sleep", ["60"]);
    const { pid } = await startEmulator({ directory, python, ownedByProcess: Number(owner.pid) });
    owner.kill("SIGKILL");
    for (let tries = 0; isRunning(pid) && tries < 100; tries += 1) await sleep(50);
    expect(isRunning(pid)).toBe(false);
    expect(existsSync(statusFilePath(directory))).toBe(false);
  });
});

describe("a status file that is not true any more", () => {
  let stranger: Server;
  let endpoint: string;

  beforeAll(async () => {
    stranger = createServer((_, response) => response.end(JSON.stringify({ instanceId: "somebody else" })));
    await new Promise<void>((resolve) => stranger.listen(0, "127.0.0.1", resolve));
    endpoint = `http://127.0.0.1:${(stranger.address() as AddressInfo).port}`;
  });

  afterAll(() => stranger.close());

  test("another program at its port is not taken for it, and the process with its number is left alone", async () => {
    const directory = folder();
    const bystander = spawn("sleep", ["60"]);
    const port = Number(new URL(endpoint).port);
    writeFileSync(
      statusFilePath(directory),
      JSON.stringify({ pid: bystander.pid, port, endpoint, instanceId: "gone" }),
    );
    expect((await emulatorStatus(directory)).running).toBe(false);
    expect(await stopEmulator(directory)).toBe(false);
    expect(isRunning(Number(bystander.pid))).toBe(true);
    bystander.kill();
  });

  test("one whose emulator has been killed counts as none, and a new one starts in its place", async () => {
    const directory = folder();
    const killed = await startEmulator({ directory, python });
    process.kill(killed.pid, "SIGKILL");
    while (isRunning(killed.pid)) await sleep(20);
    expect((await emulatorStatus(directory)).running).toBe(false);
    const next = await startEmulator({ directory, python });
    expect(next).toMatchObject({ started: true });
    expect(next.instanceId).not.toBe(killed.instanceId);
  });

  test("a port that is taken is exit code 4, with the log's own words", async () => {
    const port = Number(new URL(endpoint).port);
    await expect(startEmulator({ directory: folder(), python, port })).rejects.toMatchObject({
      code: "emulator-start-failed",
      exitCode: 4,
      message: expect.stringContaining(`port ${port}`),
    });
  });
});

describe("without what it needs", () => {
  test("a missing interpreter is exit code 3", async () => {
    await expect(startEmulator({ directory: folder(), python: join(root, "no-python") })).rejects.toMatchObject({
      code: "missing-tool:python",
      exitCode: 3,
    });
  });

  test("an interpreter without moto is exit code 3", async () => {
    const bare = join(root, "bare-python");
    writeFileSync(bare, `#!/bin/sh\nexec ${python} -S "$@"\n`, { mode: 0o755 });
    await expect(startEmulator({ directory: folder(), python: bare })).rejects.toMatchObject({
      code: "missing-tool:moto",
      exitCode: 3,
    });
  });
});

describe("the place of Terraform's states", () => {
  test("a second lock is refused, also in a bucket that refuses plain HTTP", async () => {
    const client = clientOf(shared.endpoint);
    const [Bucket, Key] = ["states", "network.tfstate.tflock"];
    await client.send(new CreateBucketCommand({ Bucket }));
    const Policy = JSON.stringify({
      Version: "2012-10-17",
      Statement: [
        {
          Effect: "Deny",
          Principal: { AWS: "*" },
          Action: "s3:*",
          Resource: [`arn:aws:s3:::${Bucket}`, `arn:aws:s3:::${Bucket}/*`],
          Condition: { Bool: { "aws:SecureTransport": "false" } },
        },
      ],
    });
    await client.send(new PutBucketPolicyCommand({ Bucket, Policy }));
    const lock = () => client.send(new PutObjectCommand({ Bucket, Key, Body: "lock", IfNoneMatch: "*" }));
    const attempts = await Promise.allSettled([lock(), lock(), lock()]);
    expect(attempts.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected", "rejected"]);
    await expect(lock()).rejects.toMatchObject({ name: "PreconditionFailed", $metadata: { httpStatusCode: 412 } });
    await client.send(new DeleteObjectCommand({ Bucket, Key }));
    await expect(lock()).resolves.toBeDefined();
  });
});

describe("an operation that is missing", () => {
  test("is answered at once and by name, with a status that clients do not retry", async () => {
    const answer = await fetch(shared.endpoint, {
      method: "POST",
      headers: {
        authorization:
          "AWS4-HMAC-SHA256 Credential=test/20260101/ap-south-1/ec2/aws4_request, SignedHeaders=host, Signature=0",
        "content-type": "application/x-www-form-urlencoded",
      },
      body: "Action=CreateCapacityReservationFleet&Version=2016-11-15",
    });
    expect(answer.status).toBe(501);
    expect(await answer.text()).toContain("CreateCapacityReservationFleet: this operation is not emulated");
  });
});

function clientOf(endpoint: string): S3Client {
  return new S3Client({
    endpoint,
    region: "us-east-1",
    forcePathStyle: true,
    maxAttempts: 1,
    credentials: { accessKeyId: "test", secretAccessKey: "test" },
  });
}

describe("what `doctor` asks of a new account", () => {
  const asking = () =>
    new AwsClient({
      endpoint: shared.endpoint,
      credentials: async () => ({ accessKeyId: "test", secretAccessKey: "test" }),
    });

  test("every region is enabled", async () => {
    const [page] = await asking().ask({
      service: "ec2",
      operation: "DescribeRegions",
      region: "ap-south-1",
      parameters: { AllRegions: "true" },
    });
    const second = listAt(page, "regionInfo.item").find((item) => textAt(item, "regionName") === "ap-south-2");
    expect(textAt(second, "optInStatus")).toBe("opted-in");
  });

  test("Macie is off", async () => {
    const question = { service: "macie2", operation: "GetMacieSession", region: "ap-south-1" } as const;
    await expect(asking().ask(question)).rejects.toMatchObject({ code: "ResourceNotFoundException" });
  });

  test("what is not emulated is told as such", async () => {
    const question = { service: "kafka", operation: "ListKafkaVersions", region: "ap-south-1" } as const;
    await expect(asking().ask(question)).rejects.toMatchObject({ kind: "unsupported" });
  });
});
