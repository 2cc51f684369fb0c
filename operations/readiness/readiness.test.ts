/**
 * What `doctor` says of answers that AWS could give. The answers are written by the service models of botocore, and
 * botocore itself writes the requests that they answer; none of it was ever seen on AWS.
 */
import { join } from "node:path";
import { exitCodes } from "../../common/exitCodes";
import { packageRoot } from "../../common/packageRoot";
import { loadEnvironment } from "../../config/load";
import { type ServiceName, serviceOf, services } from "../../engine/aws/services";
import type { NameLookup } from "./dns";
import { examineEnvironment, type Sources } from "./examine";
import { exitCodeOf } from "./exitCode";
import type { Readiness } from "./model";
import { literal, needsOf } from "./needs";
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
async function examined(name?: string, changes: Partial<Sources> = {}): Promise<Readiness> {
  const client = answering(wiresOf(name), unanswered);
  return examineEnvironment(environment, needs, {
    ask: (question) => client.ask(question),
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
    return [name, { protocol, host, signedAs, ...(version ? { version } : {}), target }];
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
