/**
 * A platform small enough to be applied in seconds: a state bucket, a base and a late stack, judged by real rules and
 * applied by real Terraform on the emulator.
 */
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ExceptionPolicy } from "../../checks/exceptions/apply";
import { allRules } from "../../checks/rules";
import { writeFileAtomically } from "../../common/files";
import { toStableJson } from "../../common/json";
import { packageRoot } from "../../common/packageRoot";
import { Terraform } from "../../engine/terraform";
import type { Deployment } from "../../gate/deployment";
import { stackDirectory, stackNamed } from "../../gate/deployment";
import { Interruption } from "../../gate/interruption";
import { makeJudge } from "../../gate/judge";
import { S3StateStore } from "../../gate/stateStore";
import type { StackDescriptor, StackManifest } from "../../stacks/manifest";
import { type Emulator, emulatorStatus, startEmulator, stopEmulator } from "../../tools/emulator/emulator";
import { emulatorOverride } from "../../tools/emulator/override";
import { resolveEmulatorPython } from "../../tools/emulator/python";
import { cacheDirectory } from "../../tools/resolve/cache";
import { resolveProviderMirror } from "../../tools/resolve/provider";
import { resolveTerraform } from "../../tools/resolve/terraform";

/** Rules of log groups and keys: what the little stacks are made of. */
const judgedBy = new Set(["KMS-01", "KMS-02", "LOG-01", "LOG-02"]);

export type Body = { readonly [name: string]: unknown };
export interface TinyStack {
  readonly resource?: { readonly [type: string]: { readonly [name: string]: Body } };
  readonly output?: { readonly [name: string]: Body };
}

export const goodBase: TinyStack = {
  resource: {
    aws_kms_key: { logs: { description: "logs", enable_key_rotation: true, deletion_window_in_days: 7 } },
    aws_cloudwatch_log_group: {
      base: { name: "/tiny/base", retention_in_days: 365, kms_key_id: "${aws_kms_key.logs.arn}" },
    },
  },
  output: { key_arn: { value: "${aws_kms_key.logs.arn}" } },
};
export const goodLate: TinyStack = logGroup({ retention_in_days: 400 });

/** A late stack with one log group. */
export function logGroup(body: Body): TinyStack {
  return {
    resource: {
      aws_cloudwatch_log_group: { late: { name: "/tiny/late", kms_key_id: "${var.base_key_arn}", ...body } },
    },
  };
}

export class Bench {
  private constructor(
    readonly folder: string,
    readonly terraform: string,
    readonly python: string,
  ) {}

  static async open(): Promise<Bench> {
    const folder = mkdtempSync(join(tmpdir(), "digit-gate-"));
    const say = (): void => undefined;
    const terraform = await resolveTerraform(cacheDirectory(), say);
    const python = await resolveEmulatorPython(cacheDirectory(), say);
    return new Bench(folder, terraform.path, python.python);
  }

  close(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  startEmulator(name: string): Promise<Emulator> {
    return startEmulator({ directory: join(this.folder, name), python: this.python, ownedByProcess: true });
  }

  stopEmulator(name: string): Promise<boolean> {
    return stopEmulator(join(this.folder, name));
  }

  /** A platform of its own (own names, own state bucket) on an emulator that runs. */
  platform(
    name: string,
    emulator: Emulator,
    emulatorName: string,
    stacks: { readonly base?: TinyStack; readonly late?: TinyStack } = {},
    exceptions?: { readonly policy: ExceptionPolicy; readonly text: string },
  ): Tiny {
    const all = { base: stacks.base ?? goodBase, late: stacks.late ?? goodLate };
    return new Tiny(this, name, emulator, emulatorName, all, exceptions);
  }
}

export class Tiny {
  readonly directory: string;
  readonly deployment: Deployment;
  readonly interruption: Interruption;
  readonly messages: string[] = [];
  now = (): Date => new Date();

  constructor(
    bench: Bench,
    readonly name: string,
    emulator: Emulator,
    emulatorName: string,
    stacks: { readonly base: TinyStack; readonly late: TinyStack },
    exceptions?: { readonly policy: ExceptionPolicy; readonly text: string },
  ) {
    this.directory = join(bench.folder, name);
    const manifest = manifestOf(name);
    const bucket = manifest.stateBackend.bucket;
    this.write("state", { resource: { aws_s3_bucket: { state: { bucket, force_destroy: false } } } });
    this.write("base", stacks.base);
    this.write("late", stacks.late, { base_key_arn: { stack: "base", output: "key_arn" } });
    const mirror = resolveProviderMirror();
    const pluginCache = join(cacheDirectory(), "terraform-plugins");
    mkdirSync(pluginCache, { recursive: true });
    const engine = new Terraform({
      binary: bench.terraform,
      pluginCache,
      ...(mirror ? { pluginDirectory: mirror.path } : {}),
      environment: { ...emulator.env, TF_CLI_CONFIG_FILE: undefined },
    });
    this.interruption = new Interruption(engine, (message) => this.messages.push(message));
    this.deployment = {
      name,
      directory: this.directory,
      manifest,
      engine,
      provenance: { kitVersion: "0.0.0", engineName: "terraform", engineVersion: "1.x", providerVersion: "5.100.0" },
      lockFile: readFileSync(join(packageRoot(), "catalogue", "terraform.lock.hcl"), "utf8"),
      emulator: {
        instanceId: emulator.instanceId,
        endpoint: emulator.endpoint,
        isAlive: async () =>
          (await emulatorStatus(join(bench.folder, emulatorName))).instanceId === emulator.instanceId,
      },
      overrideFor: emulatorOverride,
      stateStore: new S3StateStore(manifest.stateBackend, {
        endpoint: emulator.endpoint,
        credentials: { accessKeyId: "test", secretAccessKey: "test" },
      }),
      judge: makeJudge({
        kitVersion: "0.0.0",
        rules: allRules.filter((rule) => judgedBy.has(rule.metadata.id)),
        parameters: {},
        exceptionsText: exceptions?.text ?? "",
        ...(exceptions ? { exceptions: exceptions.policy } : {}),
      }),
      progress: (message, stack) => this.messages.push(`${stack ?? ""} ${message}`),
      now: () => this.now(),
      timeToLiveHours: 24,
      parallelism: 2,
    };
  }

  /** Writes a stack's Terraform JSON, as synthesis would. */
  write(stack: string, body: TinyStack, inputs: StackDescriptor["inputs"] = {}): void {
    const variables = Object.fromEntries(Object.keys(inputs).map((variable) => [variable, { type: "string" }]));
    const { bucket, region } = manifestOf(this.name).stateBackend;
    const source = {
      "//": { digitPlatform: { stack, inputs } },
      terraform: {
        required_providers: { aws: { source: "registry.terraform.io/hashicorp/aws", version: "5.100.0" } },
        backend: { s3: { bucket, key: `${stack}/terraform.tfstate`, region, encrypt: true, use_lockfile: true } },
      },
      provider: { aws: [{ region, allowed_account_ids: ["123456789012"] }] },
      ...(Object.keys(variables).length > 0 ? { variable: variables } : {}),
      ...body,
    };
    // Platforms share an emulator, and with it one account: names carry the platform's.
    const text = toStableJson(source).replaceAll("/tiny/", `/${this.name}/`);
    writeFileAtomically(join(this.directory, "stacks", stack, "cdk.tf.json"), text);
  }

  /** Gives a stack's variables more producers. */
  link(stack: string, inputs: StackDescriptor["inputs"]): void {
    const path = this.path(stack, "cdk.tf.json");
    const source = JSON.parse(readFileSync(path, "utf8"));
    const all = { ...source["//"].digitPlatform.inputs, ...inputs };
    const variable = Object.fromEntries(Object.keys(all).map((name) => [name, { type: "string" }]));
    writeFileAtomically(path, toStableJson({ ...source, "//": { digitPlatform: { stack, inputs: all } }, variable }));
    Object.assign(stackNamed(this.deployment, stack).inputs, inputs);
  }

  path(stack: string, file: string): string {
    return join(stackDirectory(this.deployment, stackNamed(this.deployment, stack)), file);
  }

  /** Addresses in a stack's state, or undefined where it has none. */
  async state(stack: string): Promise<readonly string[] | undefined> {
    if (!(await this.deployment.stateStore.bucketExists()) || !(await this.deployment.stateStore.stateExists(stack)))
      return undefined;
    const directory = stackDirectory(this.deployment, stackNamed(this.deployment, stack));
    const state = await this.deployment.engine.pullState(directory);
    return (state?.resources ?? [])
      .filter((resource) => resource.mode === "managed")
      .map((resource) => `${resource.type}.${resource.name}`);
  }

  exists(stack: string, file: string): boolean {
    return existsSync(this.path(stack, file));
  }
}

function manifestOf(name: string): StackManifest {
  const stack = (stackName: string, needs: string[], inputs: StackDescriptor["inputs"] = {}): StackDescriptor => ({
    name: stackName,
    title: stackName,
    directory: stackName,
    needs,
    inputs,
    bootstrapsState: stackName === "state",
    ...(stackName === "state" ? { keptOnDestroy: "it holds the states" } : {}),
  });
  return {
    schemaVersion: "1.0",
    environment: name,
    target: "aws",
    accountId: "123456789012",
    region: "ap-south-1",
    recoveryRegion: "ap-south-2",
    stateBackend: { bucket: `digit-${name}-tfstate`, region: "ap-south-1", kmsKeyAlias: "alias/none" },
    stacks: [
      stack("state", []),
      stack("base", ["state"]),
      stack("late", ["base"], { base_key_arn: { stack: "base", output: "key_arn" } }),
    ],
  };
}
