/** Every format of every kind of input: valid, the same each time, wherever the folder lies, and without secrets. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import Ajv2020 from "ajv/dist/2020";
import { parseXml } from "../checks/reports/testing/parseXml";
import { oscalSchema, sarifSchema, schemaProblems } from "../checks/reports/testing/schemas";
import type { UserError } from "../common/errors";
import { packageRoot } from "../common/packageRoot";
import { type CheckFormat, type CheckOptions, checkInputs } from "./checkInputs";

const canary = ["AKIA", "QWERTYUIOPASDFGH"].join("");
const password = "hunter2-canary-Passw0rd";

const bucket = { aws_s3_bucket: { open: { bucket: "b", tags: { note: `key ${canary}` } } } };
const database = {
  aws_db_instance: { main: { identifier: "x", engine: "postgres", password, storage_encrypted: false } },
};
const inputs: { readonly [path: string]: string } = {
  "json/main.tf.json": JSON.stringify({ resource: { ...bucket, ...database } }),
  "hcl/main.tf": `resource "aws_db_instance" "main" {\n  engine = "postgres"\n  password = "${password}"\n  tags = { note = "${canary}" }\n}\n`,
  "plan.json": JSON.stringify({
    format_version: "1.2",
    terraform_version: "1.11.4",
    planned_values: {},
    resource_changes: [
      {
        address: "aws_db_instance.main",
        mode: "managed",
        type: "aws_db_instance",
        name: "main",
        change: {
          actions: ["create"],
          after: { engine: "postgres", password, storage_encrypted: false },
          after_unknown: { kms_key_id: true },
          after_sensitive: { password: true },
        },
      },
    ],
    configuration: { root_module: {} },
  }),
  "state.json": JSON.stringify({
    format_version: "1.0",
    terraform_version: "1.11.4",
    values: {
      root_module: {
        resources: [
          {
            address: "aws_s3_bucket.open",
            mode: "managed",
            type: "aws_s3_bucket",
            name: "open",
            values: { bucket: "b", tags: { note: canary } },
            sensitive_values: {},
          },
        ],
      },
    },
  }),
  "pod.yaml": `apiVersion: v1\nkind: Pod\nmetadata: {name: p, namespace: n}\nspec:\n  containers:\n    - name: c\n      image: nginx\n      securityContext: {privileged: true}\n      env: [{name: DB_PASSWORD, value: ${password}}, {name: ID, value: ${canary}}]\n`,
};
const kinds = ["json", "hcl", "plan.json", "state.json", "pod.yaml"];
const formats: readonly CheckFormat[] = ["console", "json", "html", "sarif", "junit", "markdown", "oscal"];

const home = process.cwd();
const folders: string[] = [];
function workspace(...deeper: readonly string[]): string {
  const folder = join(mkdtempSync(join(tmpdir(), "digit-check-")), ...deeper);
  folders.push(folder);
  for (const [path, text] of Object.entries(inputs)) write(folder, path, text);
  return folder;
}
function write(folder: string, path: string, text: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}
const [first, second] = [workspace(), workspace("another", "place", "altogether")];
afterAll(() => {
  process.chdir(home);
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

async function run(folder: string, path: string, format: CheckFormat, more: Partial<CheckOptions> = {}) {
  process.chdir(folder);
  return checkInputs([path], {
    format,
    failOn: "medium",
    show: "all",
    now: new Date("2026-11-22T00:00:00Z"),
    reproducible: true,
    color: false,
    width: 80,
    ...more,
  });
}

const report = new Ajv2020({ strict: true, allErrors: true, allowUnionTypes: true }).compile(
  JSON.parse(readFileSync(join(packageRoot(), "docs/report.schema.json"), "utf8")),
);
const [sarif, oscal] = [sarifSchema(), oscalSchema()];

describe.each(kinds)("%s", (path) => {
  test.each(formats)("as %s: the same bytes anywhere, and no secret", async (format) => {
    const { text, allowed } = await run(first, path, format);
    expect(allowed).toBe(false);
    expect((await run(second, path, format)).text).toBe(text);
    expect(text).not.toContain(canary);
    expect(text).not.toContain(password);
    for (const folder of folders) expect(text).not.toContain(folder);
  });

  test("fits the published and the official schemas", async () => {
    for (const show of ["fail", "all"] as const) {
      const text = async (format: CheckFormat) => (await run(first, path, format, { show })).text;
      expect(schemaProblems(report, JSON.parse(await text("json")))).toEqual([]);
      expect(schemaProblems(sarif, JSON.parse(await text("sarif")))).toEqual([]);
      expect(schemaProblems(oscal, JSON.parse(await text("oscal")))).toEqual([]);
      expect(parseXml(await text("junit")).name).toBe("testsuites");
    }
  });
});

test("who may reach whom stands in JSON unasked only where that is cheap", async () => {
  const subnets = Object.fromEntries(Array.from({ length: 1_001 }, (_, index) => [`s${index}`, { vpc_id: "vpc-1" }]));
  const machine = { web: { ami: "ami-1", subnet_id: "${aws_subnet.s0.id}" } };
  const large = { resource: { aws_subnet: subnets, aws_instance: machine } };
  const small = { resource: { aws_subnet: { s0: { vpc_id: "vpc-1" } }, aws_instance: machine } };
  write(first, "large/main.tf.json", JSON.stringify(large));
  write(first, "small/main.tf.json", JSON.stringify(small));
  const matrices = async (path: string, more: Partial<CheckOptions> = {}) =>
    JSON.parse((await run(first, path, "json", { rules: ["REACH-02"], ...more })).text).reachability?.length;
  expect(await matrices("small")).toBe(1);
  expect(await matrices("large")).toBeUndefined();
  expect(await matrices("large", { reachability: true })).toBe(1);
});

test("beside its own report as baseline nothing refuses, and a new finding does", async () => {
  const { text } = await run(first, "json", "json", { show: "fail" });
  writeFileSync(join(first, "baseline.json"), text);
  const baselineFile = "baseline.json";
  const again = await run(first, "json", "json", { baselineFile });
  expect(again.allowed).toBe(true);
  const parsed = JSON.parse(again.text);
  expect(parsed.baseline).toMatchObject({ path: "baseline.json", new: 0, fixed: 0 });
  expect(schemaProblems(report, parsed)).toEqual([]);
  write(
    first,
    "json/more.tf.json",
    JSON.stringify({ resource: { aws_ebs_volume: { x: { encrypted: false, size: 1 } } } }),
  );
  const worse = await run(first, "json", "json", { baselineFile });
  rmSync(join(first, "json/more.tf.json"));
  expect(worse.allowed).toBe(false);
  expect(JSON.parse(worse.text).baseline.new).toBeGreaterThan(0);
  const fewer = await run(first, "json", "json", { baselineFile, rules: ["RDS-01"] });
  expect(JSON.parse(fewer.text).baseline).toMatchObject({ new: 0, fixed: 0 });
});

test("a baseline outside of the working folder is named by its checksum alone", async () => {
  const { text } = await run(first, "json", "json");
  writeFileSync(join(second, "outside.json"), text);
  const compared = await run(first, "json", "json", { baselineFile: join(second, "outside.json") });
  expect(JSON.parse(compared.text).baseline).not.toHaveProperty("path");
  expect(compared.text).not.toContain(second);
});

test("a baseline that is not there is exit 2", async () => {
  await expect(run(first, "json", "json", { baselineFile: "none.json" })).rejects.toMatchObject({
    code: "input-not-found",
    exitCode: 2,
  } satisfies Partial<UserError>);
});
