import { sha256 } from "../common/hash";
import { toStableJson } from "../common/json";
import type { StackDescriptor, StackManifest } from "../stacks/manifest";
import { type Ground, type PlannedStackFiles, reviewPlanned } from "./planned";
import type { PlanRecord } from "./record";

const stack: StackDescriptor = {
  name: "data",
  title: "data",
  directory: "data",
  needs: [],
  inputs: {},
  bootstrapsState: false,
};
const source = toStableJson({ resource: {} });
const ground: Ground = {
  environment: "demo",
  manifest: { accountId: "1", region: "r", stateBackend: { bucket: "b" } } as StackManifest,
  policy: { exceptions: "e", parameters: "p", rules: "r" },
  kitVersion: "1.0.0",
  now: new Date("2026-11-20T11:00:00.000Z"),
  synthesis: () => sha256(source),
};
const planJson = toStableJson({
  format_version: "1.2",
  resource_changes: [
    {
      address: "aws_kms_key.data",
      mode: "managed",
      type: "aws_kms_key",
      change: { actions: ["create"], before: null, after: {}, after_unknown: {} },
    },
  ],
});
const record = {
  schemaVersion: "1.0",
  environment: "demo",
  stack: "data",
  createdAt: "2026-11-20T10:00:00.000Z",
  timeToLiveHours: 24,
  verdict: "allowed",
  refusals: [],
  bound: {
    planSha256: sha256("plan"),
    planJsonSha256: sha256(planJson),
    configuration: { "cdk.tf.json": sha256(source), "inputs.auto.tfvars.json": sha256("{}") },
    policy: ground.policy,
    engine: { name: "terraform", version: "1.11.4", provider: "5.100.0" },
    kitVersion: "1.0.0",
    accountId: "1",
    region: "r",
    backend: "s3://b/data/terraform.tfstate",
    states: {},
  },
  changes: { add: 1, change: 0, remove: 0 },
} as unknown as PlanRecord;
const planned = (changes: Readonly<Record<string, string>> = {}, judged: PlanRecord = record): PlannedStackFiles => {
  const files = {
    "plan.tfplan": "plan",
    "plan.json": planJson,
    "verdict.json": toStableJson(judged),
    "cdk.tf.json": source,
    "inputs.auto.tfvars.json": "{}",
    ...changes,
  };
  return { stack, contents: new Map(Object.entries(files).map(([name, text]) => [name, Buffer.from(text)])) };
};

it("shows what the plan's own JSON changes, and finds nothing against it", () => {
  const reviewed = reviewPlanned(planned(), ground);
  expect(reviewed.reasons).toEqual([]);
  expect(reviewed.ranked.map(({ kind, address }) => `${kind} ${address}`)).toEqual(["create aws_kms_key.data"]);
});

it.each([
  ["a plan in JSON that shows something else than was judged", { "plan.json": "{}" }, /reads otherwise/],
  ["another plan file", { "plan.tfplan": "other" }, /plan file is not the judged one/],
  ["other values of earlier stacks", { "inputs.auto.tfvars.json": '{"a":1}' }, /inputs\.auto\.tfvars\.json changed/],
  ["what somebody added for Terraform to read", { "adoption.tf.json": "{}" }, /adoption\.tf\.json changed/],
  ["another source", { "cdk.tf.json": "{}" }, /cdk\.tf\.json is not what this environment file gives/],
  ["a record that is none", { "verdict.json": '{"bound":{}}' }, /without a readable record/],
])("refuses %s, and shows none of it", (_, changes, reason) => {
  const reviewed = reviewPlanned(planned(changes), ground);
  expect(reviewed.reasons.join("\n")).toMatch(reason);
  expect(reviewed.ranked).toEqual([]);
});

it.each([
  ["made of another environment file", {}, { synthesis: () => sha256("other") }, /cdk\.tf\.json changed since/],
  ["judged by other exceptions", {}, { policy: { ...ground.policy, exceptions: "x" } }, /exceptions changed/],
  ["of another release", {}, { kitVersion: "2.0.0" }, /kitVersion was 1\.0\.0/],
  ["of another environment", { environment: "staging" }, {}, /one of the environment staging/],
  ["past its time", {}, { now: new Date("2026-11-22T10:00:00.000Z") }, /48\.0 h old/],
  [
    "that the gate refused",
    { verdict: "refused", refusals: ["high RDS-01"] },
    {},
    /own verdict is a refusal[\s\S]*RDS-01/,
  ],
])("refuses a plan %s", (_, change, otherGround, reason) => {
  const reviewed = reviewPlanned(planned({}, { ...record, ...change } as PlanRecord), { ...ground, ...otherGround });
  expect(reviewed.reasons.join("\n")).toMatch(reason);
});
