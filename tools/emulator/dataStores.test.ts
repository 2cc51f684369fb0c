import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { cacheDirectory } from "../resolve/cache";
import { type Emulator, startEmulator, stopEmulator } from "./emulator";
import { resolveEmulatorPython } from "./python";

let directory: string;
let emulator: Emulator;

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), "digit-emulator-stores-"));
  const { python } = await resolveEmulatorPython(cacheDirectory());
  emulator = await startEmulator({ directory, python });
});

afterAll(async () => {
  await stopEmulator(directory);
  rmSync(directory, { recursive: true, force: true });
});

function signedFor(service: string): { readonly [header: string]: string } {
  const scope = `test/20260101/ap-south-1/${service}/aws4_request`;
  return { authorization: `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host, Signature=0` };
}

async function cache(parameters: { readonly [name: string]: string }) {
  const answer = await fetch(emulator.endpoint, {
    method: "POST",
    headers: { ...signedFor("elasticache"), "content-type": "application/x-www-form-urlencoded" },
    body: new URLSearchParams({ Version: "2015-02-02", ...parameters }).toString(),
  });
  return { status: answer.status, text: await answer.text() };
}

async function kafka(method: string, path: string, body?: object) {
  const answer = await fetch(`${emulator.endpoint}${path}`, {
    method,
    headers: { ...signedFor("kafka"), "content-type": "application/json" },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  return { status: answer.status, body: (await answer.json()) as { readonly [key: string]: unknown } };
}

test("a group for Valkey takes no user that signs on without proof, as on AWS", async () => {
  const user = { Action: "CreateUser", UserName: "default", Engine: "valkey", AccessString: "on ~* +@all" };
  await cache({ ...user, UserId: "open", NoPasswordRequired: "true" });
  await cache({ ...user, UserId: "by-identity", "AuthenticationMode.Type": "iam" });
  const group = { Action: "CreateUserGroup", Engine: "valkey" };
  const refused = await cache({ ...group, UserGroupId: "loose", "UserIds.member.1": "open" });
  expect(refused).toMatchObject({ status: 400, text: expect.stringContaining("without password or IAM") });
  const taken = await cache({ ...group, UserGroupId: "strict", "UserIds.member.1": "by-identity" });
  expect(taken).toMatchObject({ status: 200, text: expect.stringContaining("usergroup:strict") });
});

test("a change of a Kafka cluster names its current version, and storage never shrinks", async () => {
  const created = await kafka("POST", "/v1/clusters", {
    clusterName: "stream",
    kafkaVersion: "3.9.x.kraft",
    numberOfBrokerNodes: 3,
    brokerNodeGroupInfo: {
      instanceType: "kafka.m5.large",
      clientSubnets: ["subnet-a", "subnet-b", "subnet-c"],
      storageInfo: { ebsStorageInfo: { volumeSize: 50 } },
    },
  });
  const path = `/v1/clusters/${encodeURIComponent(String(created.body.clusterArn))}`;
  const { clusterInfo } = (await kafka("GET", path)).body as {
    readonly clusterInfo: { readonly currentVersion: string; readonly state: string };
  };
  expect(clusterInfo.state).toBe("ACTIVE");
  const resize = (currentVersion: string, volumeSizeGB: number) =>
    kafka("PUT", `${path}/nodes/storage`, {
      currentVersion,
      targetBrokerEBSVolumeInfo: [{ kafkaBrokerNodeId: "All", volumeSizeGB }],
    });
  expect((await resize("K0", 80)).status).toBe(400);
  expect((await resize(clusterInfo.currentVersion, 40)).status).toBe(400);
  expect((await resize(clusterInfo.currentVersion, 80)).status).toBe(200);
});

async function resolver(operation: string, parameters: object) {
  const answer = await fetch(emulator.endpoint, {
    method: "POST",
    headers: {
      ...signedFor("route53resolver"),
      "content-type": "application/x-amz-json-1.1",
      "x-amz-target": `Route53Resolver.${operation}`,
    },
    body: JSON.stringify(parameters),
  });
  return { status: answer.status, text: await answer.text() };
}

test("a record of a network's queries is taken away again, and not while the network still uses it", async () => {
  const vpcs = await fetch(emulator.endpoint, {
    method: "POST",
    headers: { ...signedFor("ec2"), "content-type": "application/x-www-form-urlencoded" },
    body: new URLSearchParams({ Version: "2016-11-15", Action: "DescribeVpcs" }).toString(),
  });
  const ResourceId = /<vpcId>(vpc-[0-9a-f]+)</.exec(await vpcs.text())?.[1];
  const made = await resolver("CreateResolverQueryLogConfig", {
    Name: "queries",
    CreatorRequestId: "one",
    DestinationArn: "arn:aws:s3:::queries",
  });
  const ResolverQueryLogConfigId = JSON.parse(made.text).ResolverQueryLogConfig.Id;
  await resolver("AssociateResolverQueryLogConfig", { ResolverQueryLogConfigId, ResourceId });
  const early = await resolver("DeleteResolverQueryLogConfig", { ResolverQueryLogConfigId });
  expect(early).toMatchObject({ status: 400, text: expect.stringContaining("InvalidRequestException") });
  const parted = await resolver("DisassociateResolverQueryLogConfig", { ResolverQueryLogConfigId, ResourceId });
  expect(parted.status).toBe(200);
  expect((await resolver("DeleteResolverQueryLogConfig", { ResolverQueryLogConfigId })).status).toBe(200);
  const gone = await resolver("GetResolverQueryLogConfig", { ResolverQueryLogConfigId });
  expect(gone.text).toContain("ResourceNotFoundException");
});
