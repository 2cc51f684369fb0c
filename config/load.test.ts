import { readdirSync } from "node:fs";
import { UserError } from "../common/errors";
import { loadEnvironment, readEnvironment } from "./load";
import { goodFile, reading } from "./testing";

const examples = readdirSync("environments").filter((name) => name.endsWith(".yaml"));

test.each(examples)("the example %s is valid and leaves no warning", (name) => {
  const loaded = loadEnvironment(`environments/${name}`, { now: new Date("2026-11-22T00:00:00Z") });
  expect(loaded.warnings).toEqual([]);
  expect(loaded.environment.dataProtection.residency).toBe("india");
});

test("the examples are a demo on the emulator, a state in production in two regions, and a staging", () => {
  expect(loadEnvironment("environments/demo.yaml").environment).toMatchObject({
    emulator: true,
    size: "demo",
    aws: { accountId: "123456789012" },
  });
  const production = loadEnvironment("environments/navapradesh-production.yaml").environment;
  expect(production).toMatchObject({
    emulator: false,
    size: "state",
    region: "ap-south-1",
    recoveryRegion: "ap-south-2",
  });
  const staging = loadEnvironment("environments/staging.yaml").environment;
  expect(staging.name).not.toBe(production.name);
  expect(staging.aws.accountId).not.toBe(production.aws.accountId);
});

test("the shortest file gets safe defaults", () => {
  const { environment, origins, warnings } = loadEnvironment("a.yaml", reading({ "a.yaml": goodFile }));
  expect(environment).toEqual({
    apiVersion: "digit-platform/v1",
    name: "sample",
    target: "aws",
    emulator: false,
    engine: "terraform",
    aws: { accountId: "111122223333" },
    region: "ap-south-1",
    recoveryRegion: "ap-south-2",
    size: "state",
    network: { cidr: "10.64.0.0/16", neighbours: {} },
    access: {
      approvers: [
        { name: "Asha Rao", email: "asha.rao@example.org" },
        { name: "Imran Khan", email: "imran.khan@example.org" },
      ],
      groups: {},
      wayIn: "session-manager",
    },
    tenants: { state: { code: "np", name: "Navapradesh" }, cities: [] },
    dataProtection: {
      parties: {},
      purposes: {},
      categories: { "citizen-records": { sensitive: true, children: false, employees: false, retentionDays: 2555 } },
      thirdParties: {},
      residency: "india",
      notices: {},
      complaintChannels: [],
    },
    audit: { retentionDays: 400 },
    parameters: { dataDiscovery: "", declaredEdges: [], declaredEgress: [], firewalledEntries: [] },
    recovery: { rpoMinutes: 15, rtoMinutes: 240, retentionDays: 35 },
  });
  expect(origins.get("region")).toEqual({ file: "a.yaml", line: 6, column: 9 });
  expect(origins.get("recoveryRegion")).toEqual({ default: expect.stringContaining("Hyderabad") });
  expect(warnings.map(({ path }) => path)).toEqual([
    "audit.certInContact",
    "dataProtection.grievanceContact",
    "dataProtection.parties.administeringAuthority",
  ]);
});

test("the keys of the resolved environment stand in the order of the schema, whatever the order of the file", () => {
  const reversed = goodFile.replace("region: ap-south-1\n", "").concat("region: ap-south-1\n");
  const first = loadEnvironment("a.yaml", reading({ "a.yaml": goodFile })).environment;
  const second = loadEnvironment("a.yaml", reading({ "a.yaml": reversed })).environment;
  expect(JSON.stringify(second)).toBe(JSON.stringify(first));
});

test("a file with Windows line ends and a byte order mark reads like any other", () => {
  const windows = `\ufeff${goodFile.replaceAll("\n", "\r\n")}`;
  const loaded = loadEnvironment("a.yaml", reading({ "a.yaml": windows }));
  expect(loaded.environment).toEqual(loadEnvironment("a.yaml", reading({ "a.yaml": goodFile })).environment);
  expect(loaded.origins.get("aws.accountId")).toEqual({ file: "a.yaml", line: 5, column: 14 });
});

test("extends: maps are merged, lists replaced, and every value says which file and line it came from", () => {
  const base = `${goodFile}recovery:\n  rpoMinutes: 10\n  rtoMinutes: 180\n`;
  const leaf =
    "extends: ./shared/base.yaml\nname: other\nrecovery:\n  rtoMinutes: 200\naccess:\n  approvers:\n    - { name: Meera Pillai, email: meera@example.org }\n";
  const loaded = loadEnvironment("env/leaf.yaml", reading({ "env/leaf.yaml": leaf, "env/shared/base.yaml": base }));
  expect(loaded.environment.recovery).toEqual({ rpoMinutes: 10, rtoMinutes: 200, retentionDays: 35 });
  expect(loaded.environment.access.approvers).toEqual([{ name: "Meera Pillai", email: "meera@example.org" }]);
  expect(loaded.environment).not.toHaveProperty("extends");
  expect(loaded.files).toEqual(["env/leaf.yaml", "env/shared/base.yaml"]);
  expect(loaded.origins.get("recovery.rpoMinutes")).toEqual({ file: "env/shared/base.yaml", line: 19, column: 15 });
  expect(loaded.origins.get("recovery.rtoMinutes")).toEqual({ file: "env/leaf.yaml", line: 4, column: 15 });
  expect(loaded.origins.get("access.approvers[0].name")).toEqual({ file: "env/leaf.yaml", line: 7, column: 15 });
});

test("what the base says wrongly is told with the base's line", () => {
  const { problems } = readEnvironment(
    "leaf.yaml",
    reading({
      "leaf.yaml": "extends: base.yaml\nname: other\n",
      "base.yaml": goodFile.replace("size: state", "size: vast"),
    }),
  );
  expect(problems).toEqual([
    expect.objectContaining({ code: "not-allowed", file: "base.yaml", line: 7, column: 7, path: "size" }),
  ]);
});

test("a secret in the base is refused even where the leaf writes over it", () => {
  const base = goodFile.replace("name: Navapradesh", "name: AKIAIOSFODNN7EXAMPLE");
  const leaf = "extends: base.yaml\nname: other\ntenants:\n  state:\n    name: Navapradesh\n";
  const { problems, loaded } = readEnvironment("leaf.yaml", reading({ "leaf.yaml": leaf, "base.yaml": base }));
  expect(loaded).toBeUndefined();
  expect(problems.map(({ code, file }) => ({ code, file }))).toEqual([{ code: "secret", file: "base.yaml" }]);
});

test("dates are judged only where the clock is given", () => {
  const ended = `${goodFile}dataProtection:\n  thirdParties:\n    sms: { name: Example, role: processor, purpose: SMS, country: IN, until: 2021-01-01 }\n`;
  const options = reading({ "a.yaml": ended });
  expect(readEnvironment("a.yaml", options).problems).toEqual([]);
  expect(readEnvironment("a.yaml", { ...options, now: new Date("2021-01-01T23:00:00Z") }).problems).toEqual([]);
  expect(
    readEnvironment("a.yaml", { ...options, now: new Date("2021-01-02T00:00:00Z") }).problems.map(({ code }) => code),
  ).toEqual(["contract-ended"]);
});

test("kit: a range that this version meets is fine, a pre-release of it too", () => {
  const file = { "a.yaml": `${goodFile}kit: ">=0.1.0 <0.3.0"\n` };
  expect(readEnvironment("a.yaml", { ...reading(file), kitVersion: "0.2.0-rc.1" }).problems).toEqual([]);
  expect(readEnvironment("a.yaml", { ...reading(file), kitVersion: "0.3.0" }).problems.map(({ code }) => code)).toEqual(
    ["kit-mismatch"],
  );
});

test("problems come by line, in one error with exit 2 that names the file", () => {
  const bad = goodFile.replace("target: aws", "target: google").replace("code: np", "code: NP");
  expect.assertions(3);
  try {
    loadEnvironment("./envs/../a.yaml", reading({ "a.yaml": bad }));
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    expect(error.exitCode).toBe(2);
    expect(error.message).toContain("a.yaml");
    expect(error.problems.map(({ line, code }) => [line, code])).toEqual([
      [3, "not-in-this-version"],
      [16, "wrong-format"],
    ]);
  }
});

test.each([
  ["lists in brackets", `${goodFile}network: ${"[".repeat(20_000)}\n`],
  ["maps in braces", `${goodFile}network: ${"{ a: ".repeat(20_000)}\n`],
  ["lists by dashes", `${goodFile}network:\n  ${"- ".repeat(20_000)}x\n`],
])("nesting that would exhaust the stack is a problem of the file: %s", (_name, text) => {
  const { problems, loaded } = readEnvironment("a.yaml", reading({ "a.yaml": text }));
  expect(loaded).toBeUndefined();
  expect(problems.map(({ code }) => code)).toEqual(["yaml-too-deep"]);
});
