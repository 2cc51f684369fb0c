import { execFile } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { satisfies } from "semver";
import { missingTool } from "../../common/errors";
import { sha256 } from "../../common/hash";
import { toolsCatalogue } from "./catalogue";
import { onPath } from "./onPath";
import type { Progress } from "./tool";

const run = promisify(execFile);
const entry = toolsCatalogue.go;
const scratchPrefix = "go-build-";

export interface GoBuild {
  /** Folder with go.mod and go.sum; the sums there are what is accepted from any proxy. */
  readonly module: string;
  /** Go package by the name of the command that it becomes. */
  readonly packages: Readonly<Record<string, string>>;
  /** Values of the linker's `-X`. */
  readonly variables: Readonly<Record<string, string>>;
  /** Where the commands are put. */
  readonly target: string;
  /** Where the build's own caches may lie while it runs: several gigabytes, deleted afterwards. */
  readonly scratch: string;
  /** Where Go is looked for. */
  readonly path?: string | undefined;
}

/**
 * Builds commands from Go modules, with caches of its own, so that neither the operator's caches grow nor their content
 * matters. Several minutes on a cold machine. The caller holds a lock: one build at a time uses `scratch`.
 * @throws UserError exit 3 when there is no Go or when the modules cannot be had.
 */
export async function goBuild(build: GoBuild, progress: Progress): Promise<void> {
  const go = await resolveGo(Object.keys(build.packages), build.path);
  mkdirSync(build.scratch, { recursive: true });
  for (const name of readdirSync(build.scratch)) {
    // Left by a build that was killed.
    if (name.startsWith(scratchPrefix)) rmSync(join(build.scratch, name), { recursive: true, force: true });
  }
  const folder = mkdtempSync(join(build.scratch, scratchPrefix));
  try {
    for (const [command, goPackage] of Object.entries(build.packages)) {
      await compile({ go, folder, command, goPackage, build }, progress);
      mkdirSync(build.target, { recursive: true });
      renameSync(join(folder, command), join(build.target, command));
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The sums of everything that goes into a build, and what is asked for: another of either is another binary. */
export function hashOfModule(module: string): string {
  const files = ["go.mod", "go.sum"].map((name) => readFileSync(join(module, name), "utf8"));
  return sha256(`${files.join("\n")}\n${process.platform} ${process.arch}`).slice(0, 16);
}

interface Step {
  readonly go: string;
  readonly folder: string;
  readonly command: string;
  readonly goPackage: string;
  readonly build: GoBuild;
}

async function compile({ go, folder, command, goPackage, build }: Step, progress: Progress): Promise<void> {
  const started = Date.now();
  const seconds = () => Math.round((Date.now() - started) / 1000);
  progress(`building ${command} from its Go module (once; minutes on a cold machine)`);
  const heartbeat = setInterval(() => progress(`still building ${command} (${seconds()} s)`), 30_000);
  const variables = Object.entries(build.variables).map(([name, value]) => `-X ${name}=${value}`);
  const ldflags = ["-s", "-w", ...variables].join(" ");
  const words = [go, "build", "-trimpath", "-ldflags", ldflags, "-o", join(folder, command), goPackage];
  // A build of minutes leaves the machine to whoever else uses it.
  const [file = go, ...args] = process.platform === "win32" ? words : ["nice", "-n", "10", ...words];
  try {
    await run(file, args, { cwd: build.module, env: buildEnvironment(folder), maxBuffer: 16 * 1024 * 1024 });
    progress(`built ${command} in ${seconds()} s`);
  } catch (error) {
    const stderr = error instanceof Error && "stderr" in error ? String(error.stderr) : String(error);
    const words = stderr.trim().split("\n").slice(-8).join("\n");
    throw missingTool(command, `${command} could not be built.\n${words}`, entry.howToGet);
  } finally {
    clearInterval(heartbeat);
  }
}

function buildEnvironment(folder: string): NodeJS.ProcessEnv {
  return {
    ...process.env,
    CGO_ENABLED: "0",
    GOWORK: "off",
    GOFLAGS: "-mod=readonly -modcacherw -buildvcs=false",
    GOCACHE: join(folder, "cache"),
    GOMODCACHE: join(folder, "modules"),
    GOTMPDIR: folder,
  };
}

/** @throws UserError exit 3 when there is no Go that fits */
export async function resolveGo(wanted: readonly string[], path: string | undefined): Promise<string> {
  for (const candidate of onPath("go", path)) {
    const version = await goVersion(candidate);
    if (version !== undefined && satisfies(version, entry.versions)) return candidate;
  }
  const needed = `${wanted.join(", ")} ${wanted.length === 1 ? "is" : "are"} missing`;
  throw missingTool("go", `${needed}, and there is no Go ${entry.versions} to build from source.`, entry.howToGet);
}

async function goVersion(go: string): Promise<string | undefined> {
  if (!existsSync(go)) return undefined;
  try {
    const { stdout } = await run(go, ["env", "GOVERSION"], { timeout: 30_000 });
    const [, version] = /^go(\d+\.\d+(?:\.\d+)?)/.exec(stdout) ?? [];
    return version?.split(".").length === 2 ? `${version}.0` : version;
  } catch {
    // Whatever is called `go` and cannot say its version is not one that can be used.
    return undefined;
  }
}
