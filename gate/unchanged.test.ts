import type { StackDescriptor } from "../stacks/manifest";
import type { PlanDocument } from "./planDocument";
import type { PlanRecord } from "./record";
import { comparisonOf, skippedBecause } from "./unchanged";

const stack = {
  name: "data",
  inputs: { network_id: { stack: "network", output: "id" }, key: { stack: "foundation", output: "key" } },
} as unknown as StackDescriptor;
const record = {
  createdAt: "2026-11-26T04:00:00.000Z",
  bound: {
    configuration: { "cdk.tf.json": "a1b2c3d4e5f6a7b8", "inputs.auto.tfvars.json": "0f" },
    states: { data: { lineage: "l", serial: 7 }, network: null },
  },
} as unknown as PlanRecord;
const change = (mode: string) => ({ address: "x.y", mode, type: "x", change: { actions: ["no-op"] } });
const plan = {
  format_version: "1.2",
  resource_changes: [change("managed"), change("managed"), change("data")],
} as unknown as PlanDocument;

it("says what was compared: resources, configuration, inputs and state", () => {
  const comparison = comparisonOf(stack, record, plan);
  expect(comparison).toEqual({
    resources: 2,
    readAt: "2026-11-26T04:00:00.000Z",
    sourceSha256: "a1b2c3d4e5f6a7b8",
    inputsSha256: "0f",
    inputsFrom: ["foundation", "network"],
    stateSerial: 7,
  });
  expect(skippedBecause(comparison)).toBe(
    "skipped, nothing to change: 2 resources, read from the cloud at 2026-11-26T04:00:00.000Z, are as cdk.tf.json " +
      "(SHA-256 a1b2c3d4e5f6) and the outputs of foundation, network declare; its state stays at serial 7",
  );
});

it("leaves out what a stack does not have", () => {
  const bare = { ...record, bound: { configuration: {}, states: {} } } as unknown as PlanRecord;
  const comparison = comparisonOf({ ...stack, inputs: {} }, bare, { format_version: "1.2" });
  expect(skippedBecause(comparison)).toMatch(/: 0 resources, .* are as cdk\.tf\.json declares$/);
});
