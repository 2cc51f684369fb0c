/**
 * A platform small enough to be applied in seconds: a base and a late stack (and one that makes the state bucket),
 * with real states in the emulator's S3, judged by the real engine and applied by real Terraform.
 */
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CreateBucketCommand, S3Client } from "@aws-sdk/client-s3";
import { readExceptions } from "../../checks/exceptions/read";
import { allRules } from "../../checks/rules";
import { writeFileAtomically } from "../../common/files";
import { toStableJson } from "../../common/json";
import { packageRoot } from "../../common/packageRoot";
import { type EngineName, type RawState, Terraform } from "../../engine/terraform";
import type { Deployment } from "../../gate/deployment";
import { stackDirectory, stackNamed } from "../../gate/deployment";
import { DeploymentLock } from "../../gate/deploymentLock";
import { Interruption } from "../../gate/interruption";
import { makeJudge } from "../../gate/judge";
import { S3StateStore } from "../../gate/stateStore";
import type { StackDescriptor, StackManifest } from "../../stacks/manifest";
import { type Emulator, emulatorStatus, startEmulator, stopEmulator } from "../../tools/emulator/emulator";
import { emulatorOverride } from "../../tools/emulator/override";
import { resolveEmulatorPython } from "../../tools/emulator/python";
import { cacheDirectory } from "../../tools/resolve/cache";
import { resolveEngine } from "../../tools/resolve/engine";
import { resolveProviderMirror } from "../../tools/resolve/provider";
import { daysRule } from "./daysRule";

export type Body = { readonly [name: string]: unknown };
export interface TinyStack {
  readonly resource?: { readonly [type: string]: { readonly [name: string]: Body } };
  readonly output?: { readonly [name: string]: Body };
}

/** A base and a late stack of Terraform's built-in provider: planned and applied in a second, judged by `daysRule`. */
export const base = (input: Body = { days: 365, key: "first" }): TinyStack => ({
  resource: { terraform_data: { base: { input } } },
  // Only an apply knows `output`: the design sees a value that a deployment fills.
  output: { key: { value: "${terraform_data.base.output.key}" } },
});
export const late = (input: Body = { days: 400 }): TinyStack => ({
  resource: { terraform_data: { late: { input: { key: "${var.base_key}", ...input } } } },
});

/** The same with the AWS provider: keys and log groups, judged by the product's own rules. */
export const awsBase: TinyStack = {
  resource: {
    aws_kms_key: { logs: { description: "logs", enable_key_rotation: true, deletion_window_in_days: 7 } },
    aws_cloudwatch_log_group: {
      base: { name: "/tiny/base", retention_in_days: 365, kms_key_id: "${aws_kms_key.logs.arn}" },
    },
  },
  output: { key: { value: "${aws_kms_key.logs.arn}" } },
};
export const awsLate: TinyStack = {
  resource: {
    aws_cloudwatch_log_group: { late: { name: "/tiny/late", retention_in_days: 400, kms_key_id: "${var.base_key}" } },
  },
};

export interface TinyOptions {
  readonly base?: TinyStack;
  readonly late?: TinyStack;
  /** With a stack `state` that makes the bucket; else the bucket is there already. @default false */
  readonly bootstrap?: boolean;
  /** Text of an exceptions file. */
  readonly exceptions?: string;
  /** @default "terraform" */
  readonly engine?: EngineName;
}

export class Bench {
  private constructor(
    readonly folder: string,
    readonly engines: ReadonlyMap<EngineName, string>,
    readonly python: string,
  ) {}

  static async open(engines: readonly EngineName[] = ["terraform"]): Promise<Bench> {
    const folder = mkdtempSync(join(tmpdir(), "digit-gate-"));
    const say = (): void => undefined;
    const found = new Map<EngineName, string>();
    for (const name of engines) found.set(name, (await resolveEngine(name, cacheDirectory(), say)).path);
    const python = await resolveEmulatorPython(cacheDirectory(), say);
    return new Bench(folder, found, python.python);
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
  async platform(name: string, emulator: Emulator, emulatorName: string, options: TinyOptions = {}): Promise<Tiny> {
    const tiny = new Tiny(this, name, emulator, emulatorName, options);
    if (!options.bootstrap && !(await tiny.deployment.stateStore.bucketExists())) await tiny.makeBucket(emulator);
    return tiny;
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
    options: TinyOptions,
  ) {
    this.directory = join(bench.folder, name);
    const manifest = manifestOf(name, options.bootstrap ?? false);
    const bucket = manifest.stateBackend.bucket;
    if (options.bootstrap) this.write("state", { resource: { aws_s3_bucket: { state: { bucket } } } });
    this.write("base", options.base ?? base());
    this.write("late", options.late ?? late(), fromBase);
    const exceptions = options.exceptions;
    const mirror = resolveProviderMirror();
    const pluginCache = join(cacheDirectory(), "terraform-plugins");
    mkdirSync(pluginCache, { recursive: true });
    const engineName = options.engine ?? "terraform";
    const engine = new Terraform({
      name: engineName,
      binary: bench.engines.get(engineName) ?? "",
      pluginCache,
      ...(mirror ? { pluginDirectory: mirror.path } : {}),
      environment: { ...emulator.env, TF_CLI_CONFIG_FILE: undefined },
    });
    this.interruption = new Interruption(engine, (message) => this.messages.push(message));
    const stateStore = new S3StateStore(manifest.stateBackend, {
      endpoint: emulator.endpoint,
      credentials: { accessKeyId: "test", secretAccessKey: "test" },
    });
    this.deployment = {
      name,
      directory: this.directory,
      manifest,
      engine,
      provenance: { kitVersion: "0.0.0", engineName, engineVersion: "1.x", providerVersion: "5.100.0" },
      // The lock file names the AWS provider, which the little stacks mostly do without.
      lockFile: options.bootstrap
        ? readFileSync(join(packageRoot(), "catalogue", "terraform.lock.hcl"), "utf8")
        : undefined,
      emulator: {
        instanceId: emulator.instanceId,
        endpoint: emulator.endpoint,
        isAlive: async () =>
          (await emulatorStatus(join(bench.folder, emulatorName))).instanceId === emulator.instanceId,
      },
      overrideFor: emulatorOverride,
      stateStore,
      lock: new DeploymentLock(stateStore, (message) => this.messages.push(message)),
      judge: makeJudge({
        kitVersion: "0.0.0",
        rules: [daysRule, ...allRules.filter((rule) => ["KMS-01", "LOG-01", "LOG-02"].includes(rule.metadata.id))],
        parameters: {},
        exceptionsText: exceptions ?? "",
        ...(exceptions === undefined
          ? {}
          : { exceptions: { file: readExceptions(exceptions, "exceptions.yaml"), approvers: ["second@example.org"] } }),
      }),
      approval: undefined,
      progress: (message, stack) => this.messages.push(`${stack ?? ""} ${message}`),
      now: () => this.now(),
      timeToLiveHours: 24,
      parallelism: 2,
    };
  }

  /** Writes a stack's Terraform JSON, as synthesis would. */
  write(stack: string, body: TinyStack, inputs: StackDescriptor["inputs"] = {}): void {
    const variables = Object.fromEntries(Object.keys(inputs).map((variable) => [variable, { type: "string" }]));
    const { bucket, region } = manifestOf(this.name, false).stateBackend;
    const usesAws = Object.keys(body.resource ?? {}).some((type) => type.startsWith("aws_"));
    const source = {
      "//": { digitPlatform: { stack, inputs } },
      terraform: {
        ...(usesAws
          ? { required_providers: { aws: { source: "registry.terraform.io/hashicorp/aws", version: "5.100.0" } } }
          : {}),
        backend: { s3: { bucket, key: `${stack}/terraform.tfstate`, region, encrypt: true, use_lockfile: true } },
      },
      ...(usesAws ? { provider: { aws: [{ region, allowed_account_ids: ["123456789012"] }] } } : {}),
      ...(Object.keys(variables).length > 0 ? { variable: variables } : {}),
      ...body,
    };
    // Platforms share an emulator, and with it one account: names carry the platform's.
    const text = toStableJson(source).replaceAll("/tiny/", `/${this.name}/`);
    writeFileAtomically(join(this.directory, "stacks", stack, "cdk.tf.json"), text);
  }

  async makeBucket(emulator: Emulator): Promise<void> {
    const client = new S3Client({
      region: "ap-south-1",
      endpoint: emulator.endpoint,
      forcePathStyle: true,
      credentials: { accessKeyId: "test", secretAccessKey: "test" },
    });
    await client.send(new CreateBucketCommand({ Bucket: this.deployment.manifest.stateBackend.bucket }));
    client.destroy();
  }

  path(stack: string, file: string): string {
    return join(stackDirectory(this.deployment, stackNamed(this.deployment, stack)), file);
  }

  /** Addresses in a stack's state, or undefined where it has none. */
  async state(stack: string): Promise<readonly string[] | undefined> {
    if (!(await this.deployment.stateStore.bucketExists())) return undefined;
    const text = await this.deployment.stateStore.read(stack);
    const state: RawState | undefined = text === undefined ? undefined : JSON.parse(text);
    return state?.resources.map((resource) => `${resource.type}.${resource.name}`);
  }

  exists(stack: string, file: string): boolean {
    return existsSync(this.path(stack, file));
  }
}

export const fromBase: StackDescriptor["inputs"] = { base_key: { stack: "base", output: "key" } };

function manifestOf(name: string, bootstrap: boolean): StackManifest {
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
      ...(bootstrap ? [stack("state", [])] : []),
      stack("base", bootstrap ? ["state"] : []),
      stack("late", ["base"], fromBase),
    ],
  };
}
