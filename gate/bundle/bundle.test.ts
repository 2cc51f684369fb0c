import { gunzipSync, gzipSync } from "node:zlib";
import { UserError } from "../../common/errors";
import type { StackManifest } from "../../stacks/manifest";
import type { PlannedStackFiles } from "../planned";
import { isPortable, packBundle, unpackBundle } from "./bundle";
import { writeTar } from "./tar";

const manifest = {
  stacks: ["base", "late"].map((name) => ({ name, title: name, directory: name, needs: [], inputs: {} })),
} as unknown as StackManifest;
const planned = (index: number, files: Readonly<Record<string, string>>): PlannedStackFiles => {
  const stack = manifest.stacks[index];
  if (!stack) throw new Error("no such stack");
  return { stack, contents: new Map(Object.entries(files).map(([name, text]) => [name, Buffer.from(text)])) };
};
const stacks = [
  planned(0, { "plan.tfplan": "p1", "plan.json": "{}", "verdict.json": "{}", "cdk.tf.json": "{}" }),
  planned(1, { "plan.tfplan": "p2".repeat(400), "verdict.json": "{}", ".terraform.lock.hcl": "" }),
];
const packed = packBundle("demo", "1.0.0", { stacks, approval: "{}\n" });
const archive = gunzipSync(packed);

const failure = (bytes: Buffer, environment = "demo"): UserError => {
  try {
    unpackBundle(bytes, environment, manifest);
  } catch (error) {
    if (error instanceof UserError) return error;
    throw error;
  }
  throw new Error("it was taken");
};
/** A bundle that somebody made up, whose list fits it. */
const forged = (
  entries: Readonly<Record<string, string>>,
  list: unknown = { environment: "demo", files: {} },
): Buffer =>
  gzipSync(
    writeTar(
      Object.entries({ "bundle.json": JSON.stringify(list), ...entries }).map(([name, text]) => ({
        name,
        content: Buffer.from(text),
      })),
    ),
  );

it("gives back what was put in, and is the same each time", () => {
  const bundle = unpackBundle(packed, "demo", manifest);
  expect(bundle.approval).toBe("{}\n");
  expect(bundle.stacks.map(({ stack, contents }) => [stack.name, [...contents.keys()].sort()])).toEqual([
    ["base", ["cdk.tf.json", "plan.json", "plan.tfplan", "verdict.json"]],
    ["late", [".terraform.lock.hcl", "plan.tfplan", "verdict.json"]],
  ]);
  expect(bundle.stacks[1]?.contents.get("plan.tfplan")?.toString()).toBe("p2".repeat(400));
  expect(packBundle("demo", "1.0.0", bundle)).toEqual(packed);
});

it("refuses an archive of which any byte was changed", () => {
  const taken: number[] = [];
  // A step that shares no factor with a block's 512 bytes meets every place of a header in some entry.
  for (let index = 0; index < archive.length; index += 29) {
    const changed = Buffer.from(archive);
    changed[index] = (changed[index] ?? 0) ^ 0x01;
    try {
      unpackBundle(gzipSync(changed, { level: 0 }), "demo", manifest);
      taken.push(index);
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      expect(error.exitCode).toBe(1);
    }
  }
  // The release that wrote it is a word for people, and decides nothing: the records have their own.
  const release = archive.indexOf('"kitVersion": "1.0.0"');
  expect(archive.length / 29).toBeGreaterThan(300);
  expect(taken.filter((index) => index < release || index > release + 20)).toEqual([]);
});

it.each([
  ["a way out of its folder", "../../etc/cron.d/x"],
  ["a way out through a stack", "stacks/base/../../../x"],
  ["an absolute path", "/etc/passwd"],
  ["a stack that the environment does not have", "stacks/other/plan.tfplan"],
  ["a file that Terraform would read unasked", "stacks/base/extra.tf"],
  ["a place that the gate writes itself", "stacks/base/journal.jsonl"],
])("takes nothing from an archive with %s", (_, name) => {
  expect(failure(forged({ [name]: "x" }))).toMatchObject({ code: "bundle-altered", exitCode: 1 });
});

it("takes no links, nothing twice, and nothing that is cut off or appended", () => {
  const plan = { name: "stacks/base/plan.tfplan", content: Buffer.from("x") };
  const link = writeTar([plan]);
  link.write("2", 156, "latin1");
  link.write("        ", 148, "latin1");
  const sum = link.subarray(0, 512).reduce((total, byte) => total + byte, 0);
  link.write(`${sum.toString(8).padStart(6, "0")}\0 `, 148, "latin1");
  expect(failure(gzipSync(link)).message).toMatch(/no plain file/);
  expect(failure(gzipSync(writeTar([plan, plan]))).message).toMatch(/twice/);
  expect(failure(gzipSync(archive.subarray(0, archive.length - 1024 - 100))).message).toMatch(/ends in the middle/);
  expect(failure(gzipSync(Buffer.concat([archive, Buffer.from("x")]))).message).toMatch(
    /not as `plan --bundle` writes it/,
  );
});

it("refuses a file that its list has otherwise, and one that its list lacks or has alone", () => {
  const name = "stacks/base/plan.tfplan";
  for (const list of [
    { environment: "demo", files: { [name]: "0".repeat(64) } },
    { environment: "demo", files: {} },
    { environment: "demo", files: { "stacks/base/verdict.json": "0".repeat(64) } },
    { environment: "demo" },
    null,
  ])
    expect(failure(forged({ [name]: "x" }, list))).toMatchObject({ code: "bundle-altered", exitCode: 1 });
});

it("refuses another environment's, and says of another kind of file that it is no bundle", () => {
  expect(failure(packed, "staging")).toMatchObject({ code: "foreign-bundle", exitCode: 1 });
  expect(failure(Buffer.from("hello"))).toMatchObject({ code: "no-bundle", exitCode: 2 });
});

it("knows a plan whose state lies in a file of this machine", () => {
  expect(stacks.map(isPortable)).toEqual([true, true]);
  expect(isPortable(planned(0, { "plan.tfplan": "p", "local_backend_override.tf.json": "{}" }))).toBe(false);
});
