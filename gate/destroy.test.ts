import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { exitCodes } from "../common/exitCodes";
import { toStableJson } from "../common/json";
import type { StackDescriptor } from "../stacks/manifest";
import type { Deployment } from "./deployment";
import { type DestroyPreview, destroy, isWaived, previewDestroy, requireConfirmation } from "./destroy";
import type { Interruption } from "./interruption";
import { Landscape } from "./landscape";

const stack: StackDescriptor = {
  name: "data",
  title: "data",
  directory: "data",
  needs: [],
  inputs: {},
  bootstrapsState: false,
};
const preview: DestroyPreview = {
  gone: ["data:aws_db_instance.gone"],
  stacks: [
    {
      stack: "data",
      kept: undefined,
      removes: ["aws_db_subnet_group.main", "aws_sns_topic.alerts"],
      losesData: [],
      lifts: [],
      remains: [],
    },
  ],
};

describe("destroy", () => {
  const folder = mkdtempSync(join(tmpdir(), "destroy-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  /** A stack whose destroy plan, as Terraform would make it, deletes the given addresses. */
  async function run(...deleted: string[]): Promise<{ applied: number; error: unknown }> {
    const root = mkdtempSync(join(folder, "run-"));
    const directory = join(root, "stacks", "data");
    mkdirSync(join(directory, ".terraform"), { recursive: true });
    const resource = { aws_db_subnet_group: { main: {} }, aws_sns_topic: { alerts: {} } };
    writeFileSync(join(directory, "cdk.tf.json"), toStableJson({ resource }));
    const plan = {
      format_version: "1.2",
      resource_changes: deleted.map((address) => ({
        address,
        mode: "managed",
        type: address.split(".")[0],
        change: { actions: ["delete"], before: {}, after: null, after_unknown: {} },
      })),
    };
    let applied = 0;
    const deployment = {
      name: "demo",
      directory: root,
      manifest: { stacks: [stack], stateBackend: { bucket: "b" } },
      provenance: {},
      stateStore: { bucketExists: async () => false, read: async () => undefined },
      judge: { policy: {}, judge: () => ({ report: { summary: {}, findings: [] }, refusals: [] }) },
      engine: {
        pids: [],
        init: async () => undefined,
        plan: async (where: string, file: string) => {
          writeFileSync(join(where, file), "plan");
          return true;
        },
        showPlan: async () => toStableJson(plan),
        showState: async () => "{}",
        apply: async () => {
          applied += 1;
        },
      },
      lock: { hold: (_: unknown, work: () => unknown) => work() },
      progress: () => undefined,
      now: () => new Date(),
    } as unknown as Deployment;
    let error: unknown;
    await destroy(deployment, preview, new Landscape(deployment), { interrupted: false } as Interruption).catch(
      (thrown: unknown) => {
        error = thrown;
      },
    );
    return { applied, error };
  }

  it("applies a plan that removes what was said", async () => {
    expect(await run("aws_db_subnet_group.main", "aws_sns_topic.alerts")).toEqual({ applied: 1, error: undefined });
  });

  it("refuses a plan that removes a database which only the state still knew, and which nobody confirmed", async () => {
    const { applied, error } = await run("aws_sns_topic.alerts", "aws_db_instance.old");
    expect(applied).toBe(0);
    expect(error).toMatchObject({ exitCode: exitCodes.gateRefused, code: "unconfirmed-removal" });
    expect(String(error)).toContain("aws_db_instance.old");
  });
});

test("what a deletion itself breaks is waived for what goes, and for nothing else", () => {
  const going = new Set(["aws_db_instance.database"]);
  const refusal = (rule: string, resource = "aws_db_instance.database", of = "data") => ({
    stack: of,
    rule,
    resource,
    related: [],
    text: "",
  });
  // The backup plan that named the database stands in a later stack, which is gone by now.
  for (const rule of ["RDS-05", "LIFE-01", "BKP-02"]) expect(isWaived(refusal(rule), "data", going)).toBe(true);
  expect(isWaived(refusal("RDS-01"), "data", going)).toBe(false);
  expect(isWaived(refusal("BKP-02", "aws_db_instance.other"), "data", going)).toBe(false);
  expect(isWaived(refusal("BKP-02", "aws_db_instance.database", "other"), "data", going)).toBe(false);
  expect(isWaived({ stack: "data", related: [], text: "" }, "data", going)).toBe(false);
});

it("asks for every name that is there, takes those of a run that was cut off, and no others", () => {
  const [stack] = preview.stacks;
  if (!stack) throw new Error("the preview has no stack");
  const asked = { ...preview, stacks: [{ ...stack, losesData: ["aws_db_instance.main"] }] };
  const confirm = (...data: readonly string[]) => requireConfirmation("demo", asked, { name: "demo", data });
  const main = `${stack.stack}:aws_db_instance.main`;
  expect(() => confirm(main)).not.toThrow();
  expect(() => confirm(main, "data:aws_db_instance.gone")).not.toThrow();
  expect(() => confirm("data:aws_db_instance.gone")).toThrow(/--delete-data /);
  expect(() => confirm(main, "data:aws_db_instance.strange")).toThrow(/strange is not among what would be deleted/);
});

it("takes a stack for gone whose state only remembers what it read", async () => {
  const root = mkdtempSync(join(tmpdir(), "destroy-preview-"));
  try {
    for (const name of ["edge", "data"]) {
      mkdirSync(join(root, "stacks", name), { recursive: true });
      const resource = { aws_db_instance: { main: { identifier: name } } };
      writeFileSync(join(root, "stacks", name, "cdk.tf.json"), JSON.stringify({ resource }));
    }
    const state = (mode: string): string =>
      JSON.stringify({ version: 4, resources: [{ mode, type: "t", name: "n", instances: [] }] });
    const found = await previewDestroy({
      directory: root,
      manifest: { stacks: ["edge", "data"].map((name) => ({ ...stack, name, directory: name })) },
      stateStore: {
        bucketExists: async () => true,
        read: async (name: string) => state(name === "edge" ? "data" : "managed"),
      },
    } as unknown as Deployment);
    expect(found.preview.stacks.map((one) => one.stack)).toEqual(["data"]);
    expect(found.preview.gone).toEqual(["edge:aws_db_instance.main"]);
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
});
