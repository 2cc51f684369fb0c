import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join, relative, resolve } from "node:path";
import { usageError } from "../common/errors";
import { packageRoot, packageVersion } from "../common/packageRoot";
import { type LoadedEnvironment, loadEnvironment } from "../config/load";
import { Terraform } from "../engine/terraform";
import type { Deployment, Progress } from "../gate/deployment";
import { DeploymentLock } from "../gate/deploymentLock";
import { lockFolder } from "../gate/folderLock";
import { thisHolder } from "../gate/holder";
import { Interruption } from "../gate/interruption";
import { S3StateStore } from "../gate/stateStore";
import type { StackManifest } from "../stacks/manifest";
import { synthesize } from "../stacks/synthesize";
import { type Emulator, emulatorStatus, startEmulator, stopEmulator } from "../tools/emulator/emulator";
import { emulatorProcessEnvironment } from "../tools/emulator/environment";
import { emulatorOverride } from "../tools/emulator/override";
import { resolveEmulatorPython } from "../tools/emulator/python";
import { cacheDirectory, platformName } from "../tools/resolve/cache";
import { toolsCatalogue } from "../tools/resolve/catalogue";
import { resolveEngine } from "../tools/resolve/engine";
import { resolveHelm } from "../tools/resolve/helm";
import { resolveProviderMirror } from "../tools/resolve/provider";
import { allTools } from "./allTools";
import { environmentDirectory } from "./environmentDirectory";
import { evidenceOf } from "./evidence/environment";
import type { EvidenceKeeper } from "./evidence/keeper";
import { importsPath, readImports } from "./importsFile";
import { loadPolicy, type Policy } from "./policy";
import { renderManifests } from "./renderManifests";
import { stackSelection } from "./stackSelection";

export interface SessionOptions {
  readonly environmentFile: string;
  /** Folder for everything that is written. @default `out` under the working directory */
  readonly out: string;
  /** Deploy an AWS environment to the emulator, in its own state. */
  readonly emulator: boolean;
  readonly progress: Progress;
  readonly timeToLiveHours?: number;
  /** Stacks that are planned or applied; the others are judged from their states. @default all */
  readonly stacks?: readonly string[];
  /** Applies at the same time. @default 4: they mostly wait for the provider, and need about a gigabyte each */
  readonly parallelism?: number;
}

/** One run over one environment: the file read, the stacks synthesized, the tools and the emulator at hand. */
export interface Session {
  readonly loaded: LoadedEnvironment;
  readonly policy: Policy;
  readonly deployment: Deployment;
  readonly interruption: Interruption;
  readonly emulator: Emulator | undefined;
  /** The log that everything this run finds out is appended to. */
  readonly evidence: EvidenceKeeper;
  readonly started: Date;
  /** Ends what the session started. */
  close(): Promise<void>;
}

/** Reads and synthesizes; needs no tool beyond Node. */
export function synthesizeEnvironment(
  environmentFile: string,
  out: string,
  options: { readonly emulator: boolean; readonly now: Date },
): {
  readonly loaded: LoadedEnvironment;
  readonly policy: Policy;
  readonly directory: string;
  readonly manifest: StackManifest;
} {
  const read = readEnvironment(environmentFile, out, options);
  return { ...read, ...synthesizeInto(read.directory, environmentFile, read.loaded.environment) };
}

/** The environment and the folder of its files; writes nothing yet. @throws UserError exit 2 for the file */
export function readEnvironment(
  environmentFile: string,
  out: string,
  options: { readonly emulator: boolean; readonly now: Date },
): { readonly loaded: LoadedEnvironment; readonly directory: string } {
  const loaded = loadEnvironment(environmentFile, { now: options.now });
  const { environment } = loaded;
  return { loaded, directory: environmentDirectory(out, environment.name, options.emulator && !environment.emulator) };
}

/** Writes the stacks into the folder, which the caller has taken. */
export function synthesizeInto(
  directory: string,
  environmentFile: string,
  environment: LoadedEnvironment["environment"],
): { readonly policy: Policy; readonly manifest: StackManifest } {
  const policy = loadPolicy(environmentFile, environment);
  return { policy, manifest: synthesize(environment, directory, { allows: policy.allows }) };
}

/**
 * Opens a session: validates, takes the folder, synthesizes, finds or fetches the tools, starts the emulator where one is
 * used. `operation` is the verb, for whoever finds the folder in use. With `aside` the session works in a folder of its
 * own that goes with it, beside whoever uses the environment's.
 * @throws UserError exit 2 for the file, 3 for a tool that cannot be had, 4 while another run works in the folder
 */
export async function openSession(
  options: SessionOptions,
  operation: string,
  how: { readonly aside?: boolean } = {},
): Promise<Session> {
  const started = new Date();
  options.progress(`reading ${relative(process.cwd(), options.environmentFile) || options.environmentFile}`);
  const read = readEnvironment(options.environmentFile, options.out, { emulator: options.emulator, now: started });
  const { loaded } = read;
  const named = options.stacks?.length ? new Set(options.stacks) : undefined;
  const holder = thisHolder(operation, named, started);
  const directory = how.aside ? join(read.directory, `aside-${holder.id}`) : read.directory;
  const free = how.aside ? () => rmSync(directory, { recursive: true, force: true }) : lockFolder(directory, holder);
  try {
    return await openIn(directory, loaded, options, started, free, judgesDesign.has(operation));
  } catch (error) {
    free();
    throw error;
  }
}

/** Verbs that judge the design, of which the services' manifests are a part. */
const judgesDesign: ReadonlySet<string> = new Set(["plan", "deploy"]);

async function openIn(
  directory: string,
  loaded: LoadedEnvironment,
  options: SessionOptions,
  started: Date,
  free: () => void,
  renders: boolean,
): Promise<Session> {
  const { progress } = options;
  const { policy, manifest } = synthesizeInto(directory, options.environmentFile, loaded.environment);
  const only = stackSelection(manifest, options.stacks);
  const emulated = loaded.environment.emulator || options.emulator;
  if (!emulated) refuseStrayEndpoints(process.env);
  progress(`synthesized ${manifest.stacks.length} stacks into ${relative(process.cwd(), directory) || directory}`);
  const cache = cacheDirectory();
  const engineName = loaded.environment.engine;
  const [tool, helm] = await allTools([
    resolveEngine(engineName, cache, progress),
    renders ? resolveHelm(cache, progress) : undefined,
  ]);
  const rendered = helm ? await renderManifests(loaded, directory, helm.path) : undefined;
  if (rendered) progress(`rendered ${rendered.releases} releases of DIGIT ${rendered.digitRelease} into manifests/`);
  const mirror = resolveProviderMirror();
  const emulator = emulated ? await bringUpEmulator(options.out, cache, progress) : undefined;
  const pluginCache = join(cache, "terraform-plugins");
  mkdirSync(pluginCache, { recursive: true });
  const engine = new Terraform({
    name: engineName,
    binary: tool.path,
    pluginCache,
    ...(mirror ? { pluginDirectory: mirror.path } : {}),
    environment: engineEnvironment(emulator, mirror !== undefined),
  });
  const stateStore = new S3StateStore(
    manifest.stateBackend,
    emulator ? { endpoint: emulator.endpoint, credentials: { accessKeyId: "test", secretAccessKey: "test" } } : {},
  );
  const interruption = new Interruption(engine, (message) => progress(message));
  const deployment: Deployment = {
    name: loaded.environment.name,
    directory,
    manifest,
    ...(rendered ? { manifests: rendered.files } : {}),
    ...(only ? { only } : {}),
    engine,
    provenance: {
      kitVersion: packageVersion(),
      engineName,
      engineVersion: tool.version,
      providerVersion: toolsCatalogue["provider-aws"].version,
    },
    lockFile: lockFile(),
    emulator: emulator && {
      instanceId: emulator.instanceId,
      endpoint: emulator.endpoint,
      isAlive: async () => (await emulatorStatus(emulatorDirectory(options.out))).instanceId === emulator.instanceId,
    },
    overrideFor: emulator ? emulatorOverride : undefined,
    stateStore,
    lock: new DeploymentLock(stateStore, progress),
    judge: policy.judge,
    imports: readImports(importsPath(options.environmentFile, loaded.environment.name)),
    approval: loaded.environment.approval,
    progress,
    now: () => new Date(),
    timeToLiveHours: options.timeToLiveHours ?? 24,
    parallelism: options.parallelism ?? 4,
    ...(emulator ? { planningSlots: Math.max(2, availableParallelism()) } : {}),
  };
  const evidence = await evidenceOf(loaded.environment, directory, emulated);
  interruption.install();
  return {
    loaded,
    policy,
    deployment,
    interruption,
    emulator,
    evidence,
    started,
    close: async () => {
      interruption.remove();
      free();
      if (emulator?.started) await stopEmulator(emulatorDirectory(options.out));
    },
  };
}

/**
 * A shell that was set up for an emulator would have an AWS environment deployed there, and called deployed. Endpoints
 * of AWS in one's own network (`https:`) are left alone.
 * @throws UserError exit 2, naming the variables
 */
export function refuseStrayEndpoints(environment: NodeJS.ProcessEnv): void {
  const stray = Object.entries(environment).filter(
    ([name, value]) =>
      /^AWS_(?!EC2_METADATA)(.*_)?ENDPOINT(_URL(_.*)?)?$/.test(name) &&
      value &&
      !/^https:\/\/(?!localhost\b|127\.|\[::1\]|0\.0\.0\.0)/i.test(value),
  );
  if (stray.length === 0) return;
  throw usageError(
    "stray-endpoint",
    `The environment is one of AWS, and these variables lead elsewhere: ${stray.map(([name, value]) => `${name}=${value}`).join(", ")}.`,
    "Unset them, or say --emulator.",
  );
}

/** One emulator for each output folder. */
export const emulatorDirectory = (out: string): string => resolve(out, "emulator");

export async function bringUpEmulator(out: string, cache: string, progress: Progress): Promise<Emulator> {
  const python = await resolveEmulatorPython(cache, progress);
  const emulator = await startEmulator({
    directory: emulatorDirectory(out),
    python: python.python,
    ownedByProcess: true,
  });
  progress(
    emulator.started
      ? `AWS emulator started (${emulator.endpoint})`
      : `AWS emulator already running (${emulator.endpoint}); it is left running`,
  );
  return emulator;
}

/**
 * Variables for Terraform on top of the process's own. With an emulator every AWS variable of the shell is removed, so
 * that no profile, token or endpoint leads to real AWS.
 */
function engineEnvironment(emulator: Emulator | undefined, mirrored: boolean): Record<string, string | undefined> {
  const changes: Record<string, string | undefined> = {};
  const configuration = process.env.TF_CLI_CONFIG_FILE;
  // Terraform answers a missing file with a warning on every call; with a mirror at hand nothing of it is needed.
  if (mirrored || (configuration && !existsSync(configuration))) changes.TF_CLI_CONFIG_FILE = undefined;
  if (!emulator) return changes;
  const wanted: Record<string, string> = emulatorProcessEnvironment(process.env, emulator.env);
  for (const name of Object.keys(process.env)) if (!(name in wanted)) changes[name] = undefined;
  return { ...changes, ...emulator.env };
}

/** The lock file, on platforms whose package sums it holds; elsewhere Terraform records what it downloads. */
function lockFile(): string | undefined {
  const known = ["linux_amd64", "darwin_arm64"];
  if (!known.includes(platformName())) return undefined;
  return readFileSync(join(packageRoot(), "catalogue", "terraform.lock.hcl"), "utf8");
}
