import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fixtureEnvironment } from "./fixture";
import type { StackManifest } from "./manifest";
import { synthesize } from "./synthesize";

const directory = mkdtempSync(join(tmpdir(), "digit-platform-synthesize-test-"));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

/** Every file below a directory with its bytes. */
function filesIn(root: string): { readonly [path: string]: string } {
  const names = readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = names.map((entry) => join(entry.parentPath, entry.name)).sort();
  return Object.fromEntries(paths.map((path) => [path.slice(root.length), readFileSync(path, "utf8")]));
}

const first = join(directory, "first");
const manifest: StackManifest = synthesize(fixtureEnvironment, first);
const written = filesIn(first);
const stackJson = (name: string) => JSON.parse(written[`/stacks/${name}/cdk.tf.json`] ?? "{}");

test("two syntheses of one environment write the same bytes, wherever they write them", () => {
  const second = join(directory, "somewhere", "else");
  synthesize(fixtureEnvironment, second);
  expect(filesIn(second)).toEqual(written);
});

test("nothing but the stacks and their manifest is written", () => {
  expect(Object.keys(written)).toEqual(
    [...manifest.stacks.map(({ name }) => `/stacks/${name}/cdk.tf.json`).sort(), "/stacks/manifest.json"].sort(),
  );
  expect(JSON.parse(written["/stacks/manifest.json"] ?? "{}")).toEqual(manifest);
});

test("plans and states beside the synthesis stay", () => {
  const out = join(directory, "kept");
  mkdirSync(join(out, "stacks", "network"), { recursive: true });
  writeFileSync(join(out, "stacks", "network", "plan.tfplan"), "plan");
  synthesize(fixtureEnvironment, out);
  expect(readFileSync(join(out, "stacks", "network", "plan.tfplan"), "utf8")).toBe("plan");
});

test("nothing of this machine is in the output", () => {
  for (const text of Object.values(written)) {
    expect(text).not.toContain(process.cwd());
    expect(text).not.toContain(tmpdir());
    expect(text).not.toContain("TfToken");
  }
});

test("a stack stands after everything that it needs, and waits for no more", () => {
  const needs = Object.fromEntries(manifest.stacks.map((stack) => [stack.name, stack.needs]));
  expect(needs).toEqual({
    state: [],
    account: ["state"],
    foundation: ["state"],
    network: ["state"],
    registry: ["state"],
    domain: ["network", "state"],
    cluster: ["network"],
    data: ["account", "network", "state"],
    edge: ["domain", "network", "state"],
    recovery: ["foundation"],
    alerts: ["cluster", "domain", "edge", "foundation", "network"],
  });
  const order = manifest.stacks.map(({ name }) => name);
  for (const { name, needs } of manifest.stacks) {
    for (const needed of needs) expect(order.indexOf(needed)).toBeLessThan(order.indexOf(name));
  }
});

test("every input is a variable of its stack without default, filled by an output that exists", () => {
  for (const { name, inputs } of manifest.stacks) {
    const json = stackJson(name);
    expect(Object.keys(json.variable ?? {}).sort()).toEqual(Object.keys(inputs).sort());
    expect(json["//"].digitPlatform).toEqual({ stack: name, inputs });
    for (const [variable, { stack, output }] of Object.entries(inputs)) {
      expect(variable).toBe(`${stack}_${output}`);
      expect(json.variable[variable]).not.toHaveProperty("default");
      expect(stackJson(stack).output).toHaveProperty(output);
    }
  }
});

test("nothing sensitive crosses stacks, and no stack reads another's state", () => {
  for (const { name } of manifest.stacks) {
    const json = stackJson(name);
    expect(json.data ?? {}).not.toHaveProperty("terraform_remote_state");
    for (const output of Object.values<{ value: unknown; sensitive?: boolean }>(json.output ?? {})) {
      expect(output.sensitive).not.toBe(true);
      expect(JSON.stringify(output.value)).not.toMatch(/password|secret_string/);
    }
  }
});

test("only the stack that makes the state's bucket starts without it", () => {
  expect(manifest.stacks.filter((stack) => stack.bootstrapsState).map(({ name }) => name)).toEqual(["state"]);
});

test("destroy leaves the states, and what watches the whole account", () => {
  const kept = manifest.stacks.filter((stack) => stack.keptOnDestroy !== undefined);
  expect(kept.map(({ name }) => name)).toEqual(["state", "account"]);
});

test("every stack keeps its state encrypted and locked in the bucket that the manifest names", () => {
  for (const { name } of manifest.stacks) {
    expect(stackJson(name).terraform.backend.s3).toEqual({
      bucket: manifest.stateBackend.bucket,
      key: `${name}/terraform.tfstate`,
      region: "ap-south-1",
      encrypt: true,
      kms_key_id: "arn:aws:kms:ap-south-1:111122223333:alias/digit-sample-state",
      use_lockfile: true,
    });
  }
  expect(stackJson("state").resource.aws_s3_bucket.state.bucket).toBe(manifest.stateBackend.bucket);
  expect(stackJson("state").resource.aws_kms_alias.state_key_alias.name).toBe(manifest.stateBackend.kmsKeyAlias);
});

test("every provider is limited to the environment's account and the exact version that was tested", () => {
  for (const { name } of manifest.stacks) {
    const { terraform, provider } = stackJson(name);
    expect(terraform.required_providers.aws).toEqual({
      source: "registry.terraform.io/hashicorp/aws",
      version: "5.100.0",
    });
    expect(terraform.required_version).toBe(">= 1.11");
    for (const configuration of provider.aws) {
      expect(configuration.allowed_account_ids).toEqual(["111122223333"]);
      expect(configuration.default_tags[0].tags).toMatchObject({ environment: "sample", stack: name });
    }
  }
});

test("stores stand in the environment's two regions and nowhere else", () => {
  const regions = manifest.stacks.flatMap(({ name }) =>
    stackJson(name).provider.aws.map((configuration: { region: string }) => configuration.region),
  );
  expect(new Set(regions)).toEqual(new Set(["ap-south-1", "ap-south-2", "us-east-1"]));
});

test("in Route 53's own region stands what it wants there, and no store", () => {
  const there = manifest.stacks.flatMap(({ name }) =>
    Object.entries(stackJson(name).resource as Record<string, Record<string, { provider?: string }>>).flatMap(
      ([type, named]) => Object.values(named).flatMap(({ provider }) => (provider === "aws.names" ? [type] : [])),
    ),
  );
  expect([...new Set(there)].sort()).toEqual([
    "aws_cloudwatch_log_group",
    "aws_cloudwatch_log_resource_policy",
    "aws_cloudwatch_log_subscription_filter",
    "aws_kinesis_firehose_delivery_stream",
    "aws_kms_alias",
    "aws_kms_key",
  ]);
});
