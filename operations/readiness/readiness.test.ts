/**
 * What `doctor` says of answers that AWS could give. The answers are written by the service models of botocore, and
 * botocore itself writes the requests that they answer; none of it was ever seen on AWS.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import Ajv2020 from "ajv/dist/2020";
import { UserError } from "../../common/errors";
import { exitCodes } from "../../common/exitCodes";
import { packageRoot } from "../../common/packageRoot";
import { loadEnvironment } from "../../config/load";
import { AwsRefusal } from "../../engine/aws/refusal";
import { permissionOf, type ServiceName, serviceOf, services } from "../../engine/aws/services";
import { doctorActions } from "../permissions/doctor";
import type { NameLookup } from "./dns";
import { examineEnvironment, type Sources } from "./examine";
import { exitCodeOf } from "./exitCode";
import type { Readiness } from "./model";
import { literal, needsOf } from "./needs";
import { renderReadiness } from "./render";
import { home, readyAccount } from "./testing/account";
import { casesIn } from "./testing/cases";
import { answering, type Written, written } from "./testing/wire";

const now = new Date("2026-11-26T06:00:00Z");
const { environment } = loadEnvironment(join(packageRoot(), "environments", "navapradesh-production.yaml"), { now });
const needs = needsOf(environment);
const buckets = needs.resources
  .filter(({ type }) => type === "aws_s3_bucket")
  .map(({ body, region }) => [literal(body.bucket) ?? "", region] as const);
const archive = buckets.find(([name]) => name.includes("archive"))?.[0] ?? "";

const cases = casesIn(archive);
let answers: Written;
const ready = readyAccount(buckets);
const wiresOf = (name: string | undefined): Written["wires"] => {
  let from = ready.length;
  for (const [key, { exchanges }] of Object.entries(cases)) {
    if (key === name)
      return [...answers.wires.slice(0, ready.length), ...answers.wires.slice(from, from + exchanges.length)];
    from += exchanges.length;
  }
  return answers.wires.slice(0, ready.length);
};

const names: NameLookup = {
  nameServers: async (name) => (name === "example.org" ? ["ns1.example.net"] : []),
  addresses: async () => [],
  authorities: async () => [],
};
const unanswered: string[] = [];
const asked = new Set<string>();
const fresh: Omit<Sources, "ask"> = {
  credentials: async () => ({
    accessKeyId: "A",
    secretAccessKey: "s",
    sessionToken: "t",
    expiration: new Date("2026-11-26T10:00:00Z"),
  }),
  states: { bucketExists: async () => false, read: async () => undefined },
  names,
  emulated: false,
  now,
  findTool: () => ["/usr/bin/tool"],
};
async function examined(name?: string, changes: Partial<Sources> = {}): Promise<Readiness> {
  const client = answering(wiresOf(name), unanswered);
  return examineEnvironment(environment, needs, {
    ask: (question) => {
      asked.add(permissionOf(question));
      return client.ask(question);
    },
    ...fresh,
    ...changes,
  });
}

beforeAll(async () => {
  const all = [...ready, ...Object.values(cases).flatMap(({ exchanges }) => exchanges)];
  answers = await written(all, Object.keys(services));
});

test("the facts of the services are those of botocore's models", () => {
  const stated = Object.keys(services).map((name) => {
    const { protocol, host, signedAs = host, version, target = null } = serviceOf(name as ServiceName);
    const jsonVersion = protocol === "json" ? "1.1" : null;
    return [name, { protocol, host, signedAs, ...(version ? { version } : {}), target, jsonVersion }];
  });
  expect(answers.services).toMatchObject(Object.fromEntries(stated));
});

test("an account that is ready: all is asked as botocore would ask it, and one thing has no question", async () => {
  const readiness = await examined();
  expect(unanswered).toEqual([]);
  const left = readiness.checks.filter(({ status }) => status !== "ok").map(({ id, status }) => `${status} ${id}`);
  expect(left).toEqual(["unknown available.kafka-broker", "warning dns.delegation"]);
  expect(readiness).toMatchObject({ outcome: "incomplete", emulator: false });
  expect(exitCodeOf(readiness)).toBe(exitCodes.ok);
});

test.each(Object.entries(cases))("%s", async (name, { check: id, where = home, status, says, exit }) => {
  const readiness = await examined(name);
  const found = readiness.checks.find((one) => one.id === id && one.where === where);
  expect(found).toMatchObject({ status, what: expect.stringMatching(says) });
  expect(found?.why).toBeTruthy();
  expect(found?.toDo).toBeTruthy();
  expect(exitCodeOf(readiness)).toBe(exit);
});

test("every case is told in the published form", async () => {
  const ajv = new Ajv2020({ strict: true, strictTypes: false, strictRequired: false });
  const valid = ajv.compile(JSON.parse(readFileSync(join(packageRoot(), "docs", "doctor.schema.json"), "utf8")));
  for (const name of [undefined, ...Object.keys(cases)]) {
    const document = { schemaVersion: "1.1", tools: [], environment: await examined(name) };
    expect(`${name} ${valid(document) ? "" : JSON.stringify(valid.errors)}`).toBe(`${name} `);
  }
});

test("same answers, same bytes, in whatever order they come", async () => {
  const client = answering(wiresOf(undefined), unanswered);
  let turn = 0;
  const late: Sources["ask"] = async (question) => {
    turn += 7;
    await new Promise((resolve) => setTimeout(resolve, turn % 5));
    return client.ask(question);
  };
  expect(JSON.stringify(await examined(undefined, { ask: late }))).toBe(JSON.stringify(await examined()));
});

test("what is deployed already needs no quota a second time, and is no stranger", async () => {
  const stateOf = (stack: string): string =>
    JSON.stringify({
      version: 4,
      resources: needs.resources
        .filter((resource) => resource.stack === stack)
        .map(({ type, name }) => ({ mode: "managed", type, name, instances: [{}] })),
    });
  const states = { bucketExists: async () => true, read: async (stack: string) => stateOf(stack) };
  const way = { InstanceInformationList: [{ PingStatus: "Online" }] };
  const client = answering(wiresOf("a recorder of somebody else"), unanswered);
  const ask: Sources["ask"] = async (question) => (question.service === "ssm" ? [way] : client.ask(question));
  const { checks } = await examined(undefined, { states, ask });
  expect(checks.filter(({ area }) => area === "quotas" || area === "names")).toEqual([]);
  expect(checks.filter(({ area, status }) => area === "account" && status !== "ok")).toEqual([]);
  expect(checks.find(({ id }) => id === "way-in.session")).toMatchObject({ status: "ok" });
});

test("states that may not be read: everything counts as new, and that is said", async () => {
  const states = {
    bucketExists: () => Promise.reject(new UserError({ code: "state-store-unreachable", message: "403", exitCode: 3 })),
    read: async () => undefined,
  };
  const readiness = await examined(undefined, { states });
  expect(readiness.checks.find(({ id }) => id === "account.state")).toMatchObject({
    status: "unknown",
    permission: "s3:GetObject",
  });
  expect(readiness.checks.filter(({ area }) => area === "quotas").length).toBeGreaterThan(20);
  expect(exitCodeOf(readiness)).toBe(exitCodes.toolOrPermissionMissing);
});

test.each([
  [{ expiration: new Date("2026-11-26T09:00:00Z"), sessionToken: "t" }, "ok"],
  [{ expiration: new Date("2026-11-26T07:30:00Z"), sessionToken: "t" }, "warning"],
  [{ expiration: new Date("2026-11-26T06:20:00Z"), sessionToken: "t" }, "problem"],
  [{ sessionToken: "t" }, "unknown"],
  [{}, "warning"],
])("credentials %j", async (more, status) => {
  const credentials = async () => ({ accessKeyId: "A", secretAccessKey: "Secret1Canary2Value3", ...more });
  const readiness = await examined(undefined, { credentials });
  expect(readiness.checks.find(({ id }) => id === "credentials.session")).toMatchObject({ status });
  expect(JSON.stringify(readiness)).not.toContain("Secret1Canary2Value3");
});

test("nobody answers: nothing is called fine", async () => {
  const ask: Sources["ask"] = () => Promise.reject(new AwsRefusal("unreachable", "ENOTFOUND", "no such host"));
  const readiness = await examined(undefined, { ask });
  const fine = readiness.checks.filter(({ status }) => status === "ok").map(({ id }) => id);
  expect(fine.filter((id) => !/^(dns\.|way-in\.tool)/.test(id))).toEqual([]);
  expect(new Set(readiness.checks.filter(({ status }) => status === "unknown").map(({ area }) => area)).size).toBe(7);
  expect(exitCodeOf(readiness)).toBe(exitCodes.engineFailed);
});

test("for people: what is wrong with its why and what to do, each advice once", async () => {
  const plain = (text: string): string => text;
  const paint = { ok: plain, warning: plain, problem: plain, unknown: plain };
  const text = renderReadiness(await examined("too few processors"), paint);
  expect(text).toMatch(
    /^PROBLEM {2}ap-south-1: vCPUs of running.*2 of 32 used.*\n {9}why: .*\n {9}what to do: Ask for at least 196: aws service-quotas request-service-quota-increase --service-code ec2 --quota-code L-1216C47A --desired-value 196 --region ap-south-1/m,
  );
  expect(text.trimEnd().split("\n").at(-1)).toMatch(
    /^\d+ in order, warnings: 1, problems: 1, unknown: 1; the deployment would fail/,
  );
});

test("the policy for doctor allows what it asks, all of it and nothing else", async () => {
  for (const name of [undefined, ...Object.keys(cases)]) await examined(name);
  const wanted = new Set([...asked, "acm:DescribeCertificate"]);
  // Everybody may ask who he is; the names of buckets have a statement of their own.
  for (const free of ["sts:GetCallerIdentity", "s3:ListBucket"]) expect(wanted.delete(free)).toBe(true);
  expect([...wanted].sort()).toEqual(doctorActions);
});

test.each([
  ["three NAT gateways", "aws_nat_gateway", 3],
  ["twelve interface endpoints in three zones", "aws_vpc_endpoint", 12],
  ["Elastic IPs in both regions (three each)", "aws_eip", 6],
  ["all eleven stacks", undefined, 11],
])("the guide says %s, and so it is", (words, type, count) => {
  const guide = readFileSync(join(packageRoot(), "docs", "guide-first-aws-deployment.md"), "utf8");
  expect(guide).toContain(words);
  const made = needs.resources.filter((one) => one.type === type && one.body.vpc_endpoint_type !== "Gateway");
  expect(type === undefined ? needs.manifest.stacks.length : made.length).toBe(count);
});

test("what others keep has to be there, and what the stack reads before anything else", async () => {
  const owner = "Central cloud team";
  const kept = { ...environment, existing: { account: { owner } } };
  const answersOf = async (name?: string) => {
    const client = answering(wiresOf(name), unanswered);
    const ask: Sources["ask"] = (question) => client.ask(question);
    const readiness = await examineEnvironment(kept, needsOf(kept), { ...fresh, ask });
    return readiness.checks
      .filter(({ id }) => id.startsWith("account.existing."))
      .map(({ id, status }) => `${id.replace("account.existing.", "")} ${status}`);
  };
  expect(await answersOf()).toEqual([
    "guardduty.ListDetectors problem",
    "iam.GetRole problem",
    "accessanalyzer.ListAnalyzers.ACCOUNT warning",
    "accessanalyzer.ListAnalyzers.ACCOUNT_UNUSED_ACCESS warning",
    "config.DescribeConfigurationRecorders warning",
    "config.DescribeDeliveryChannels warning",
    "macie2.GetMacieSession warning",
    "securityhub.DescribeHub warning",
  ]);
  expect(await answersOf("a detector of GuardDuty")).toContain("guardduty.ListDetectors ok");
});

test.each(['{"serial":1,"encrypted_data":"c2VjcmV0"}', "half a st"])(
  "a state that reads %s is unknown",
  async (text) => {
    const states = { bucketExists: async () => true, read: async () => text };
    const { checks } = await examined(undefined, { states });
    expect(checks.find(({ id }) => id === "account.state")).toMatchObject({ status: "unknown", cause: "service" });
  },
);
