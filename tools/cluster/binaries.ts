import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { satisfies } from "semver";
import { packageRoot } from "../../common/packageRoot";
import { withStartLock } from "../processes/startLock";
import { goBuild, hashOfModule } from "../resolve/goBuild";
import { onPath } from "../resolve/onPath";
import type { Progress, ResolvedTool } from "../resolve/tool";
import { type ClusterCommand, type CommandEntry, type CommandSuite, commandEntry } from "./catalogue";

const run = promisify(execFile);

export interface BinaryOptions {
  /** The product's cache (`cacheDirectory`). */
  readonly cache: string;
  readonly progress: Progress;
  /** Where programs, and Go, are looked for. @default the PATH of this process */
  readonly path?: string;
}

/**
 * Programs of the test bed in the order: PATH (if the version fits), the project's cache, a build from Go modules whose
 * sums are committed. Official releases are not fetched: of their sums none could be confirmed when this was written.
 * What one call lacks is built together, because commands of one module share most of their packages.
 * @throws UserError exit 3, naming what is missing and how to get it.
 */
export async function resolveBinaries<Name extends ClusterCommand>(
  names: readonly Name[],
  options: BinaryOptions,
): Promise<Readonly<Record<Name, ResolvedTool>>> {
  const entries = names.map(commandEntry);
  const found = new Map<ClusterCommand, ResolvedTool>();
  for (const entry of entries) {
    const tool = await onThePath(entry, options);
    if (tool) found.set(entry.command, tool);
  }
  const suites = new Map(entries.map(({ suite }) => [suite.name, suite]));
  for (const suite of suites.values()) {
    const missing = entries.filter((entry) => entry.suite.name === suite.name && !found.has(entry.command));
    for (const tool of await fromCache(suite, missing, options)) found.set(tool.name as ClusterCommand, tool);
  }
  return Object.fromEntries(found) as Record<Name, ResolvedTool>;
}

async function onThePath(entry: CommandEntry, options: BinaryOptions): Promise<ResolvedTool | undefined> {
  for (const candidate of onPath(entry.command, options.path)) {
    const version = await versionOf(candidate, entry.versionArguments);
    if (version !== undefined && satisfies(version, entry.versions)) return tool(entry, candidate, version, "PATH");
  }
  return undefined;
}

async function fromCache(
  suite: CommandSuite,
  entries: readonly CommandEntry[],
  options: BinaryOptions,
): Promise<readonly ResolvedTool[]> {
  const module = join(packageRoot(), suite.module);
  const target = join(options.cache, "cluster", `${suite.name}-${hashOfModule(module)}`);
  const at = ({ command }: CommandEntry) => join(target, command);
  const lacking = () => entries.filter((entry) => !existsSync(at(entry)));
  const built = new Set<string>();
  if (lacking().length > 0) {
    await withStartLock(join(options.cache, "cluster"), async () => {
      const wanted = lacking();
      for (const { command } of wanted) built.add(command);
      if (wanted.length === 0) return;
      const packages = Object.fromEntries(wanted.map((entry) => [entry.command, entry.package]));
      const scratch = join(options.cache, "cluster");
      const variables = linkedVariables(suite);
      await goBuild({ module, packages, variables, target, scratch, path: options.path }, options.progress);
    });
  }
  return entries.map((entry) => tool(entry, at(entry), suite.version, built.has(entry.command) ? "Go build" : "cache"));
}

function linkedVariables(suite: CommandSuite): Readonly<Record<string, string>> {
  const [major = "", minor = ""] = suite.version.split(".");
  const version = `v${suite.version}`;
  // Kubernetes calls it gitVersion, helm version; what a package does not have is passed over by the linker.
  const values = { gitVersion: version, version, gitMajor: major, gitMinor: minor, gitTreeState: "clean" };
  return Object.fromEntries(
    suite.linkedVersion.flatMap((target) =>
      Object.entries(values).map(([name, value]) => [`${target}.${name}`, value] as const),
    ),
  );
}

/** Version that a program prints, without what distributions add to it; undefined when it cannot be run. */
async function versionOf(binary: string, args: readonly string[]): Promise<string | undefined> {
  try {
    const { stdout } = await run(binary, [...args], { timeout: 30_000 });
    return /\bv?(\d+\.\d+\.\d+)/.exec(stdout)?.[1];
  } catch {
    // Whatever has the name and cannot say its version is not one that can be used.
    return undefined;
  }
}

function tool(entry: CommandEntry, path: string, version: string, origin: string): ResolvedTool {
  return { name: entry.command, title: entry.suite.title, version, path, origin };
}
