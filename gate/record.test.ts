import { type PlanRecord, staleReasons } from "./record";

const bound: PlanRecord["bound"] = {
  planSha256: "aa".repeat(32),
  planJsonSha256: "bb".repeat(32),
  configuration: { "cdk.tf.json": "c1", "inputs.auto.tfvars.json": "c2" },
  policy: { exceptions: "e", parameters: "p", rules: "r" },
  engine: { name: "terraform", version: "1.11.4", provider: "5.100.0" },
  kitVersion: "0.1.0",
  accountId: "123456789012",
  region: "ap-south-1",
  backend: "s3://bucket/data/terraform.tfstate",
  states: {},
};
const record: PlanRecord = {
  schemaVersion: "1.0",
  environment: "demo",
  stack: "data",
  createdAt: "2026-11-20T10:00:00.000Z",
  timeToLiveHours: 24,
  verdict: "allowed",
  refusals: [],
  bound,
  changes: { add: 1, change: 0, remove: 0 },
  destroys: [],
  summary: { pass: 1, fail: 0, unknown: 0, excepted: 0, resources: 1, unevaluatedResources: 0 },
  findings: [],
};
const soon = new Date("2026-11-20T11:00:00.000Z");

describe("staleReasons", () => {
  it("finds nothing wrong with a fresh record and the same inputs", () => {
    expect(staleReasons(record, bound, soon)).toEqual([]);
  });

  it.each([
    ["another plan file", { planSha256: "00" }, /plan file is not the judged one/],
    ["a plan that reads otherwise", { planJsonSha256: "00" }, /reads otherwise/],
    [
      "a changed source",
      { configuration: { ...bound.configuration, "cdk.tf.json": "other" } },
      /cdk\.tf\.json changed/,
    ],
    [
      "a new override",
      { configuration: { ...bound.configuration, "x_override.tf.json": "new" } },
      /x_override\.tf\.json changed/,
    ],
    ["a missing input file", { configuration: { "cdk.tf.json": "c1" } }, /inputs\.auto\.tfvars\.json changed/],
    ["changed exceptions", { policy: { ...bound.policy, exceptions: "other" } }, /exceptions changed/],
    ["other rules", { policy: { ...bound.policy, rules: "other" } }, /rules changed/],
    ["another engine version", { engine: { ...bound.engine, version: "1.15.9" } }, /engine or provider version/],
    ["another account", { accountId: "999999999999" }, /accountId was/],
    ["another backend", { backend: "s3://elsewhere" }, /backend was/],
  ])("refuses %s", (_, change, reason) => {
    const reasons = staleReasons(record, { ...bound, ...change }, soon);
    expect(reasons).toHaveLength(1);
    expect(reasons[0]).toMatch(reason);
  });

  it.each([
    ["one second past its time", { ...record }, "2026-11-21T10:00:01.000Z", /good for 24 h/],
    [
      "made in the future",
      { ...record, createdAt: "2026-12-01T00:00:00.000Z" },
      "2026-11-21T00:00:00.000Z",
      /not in the past/,
    ],
    ["without a readable time", { ...record, createdAt: "yesterday" }, "2026-11-21T00:00:00.000Z", /not in the past/],
    [
      "with a time to live above seven days",
      { ...record, timeToLiveHours: 9999 },
      "2026-11-28T00:00:00.000Z",
      /good for 168 h/,
    ],
    ["without a time to live", { ...record, timeToLiveHours: Number.NaN }, "2026-11-20T11:00:00.000Z", /good for/],
  ])("refuses a record %s", (_, stale, now, reason) => {
    expect(staleReasons(stale, bound, new Date(now)).join("\n")).toMatch(reason);
  });

  it("allows a record until the last second of its time", () => {
    expect(staleReasons(record, bound, new Date("2026-11-21T10:00:00.000Z"))).toEqual([]);
  });

  it("refuses a record whose own verdict is a refusal", () => {
    expect(staleReasons({ ...record, verdict: "refused" }, bound, soon).join()).toMatch(/own verdict is a refusal/);
  });
});
