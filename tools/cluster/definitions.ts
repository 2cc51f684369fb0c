import { execFile } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { basename, join } from "node:path";
import { promisify } from "node:util";
import { missingTool } from "../../common/errors";
import { writeFileAtomically } from "../../common/files";
import { sha256 } from "../../common/hash";
import { toolsCatalogue } from "../resolve/catalogue";
import { resolveGo } from "../resolve/goBuild";
import type { Progress } from "../resolve/tool";

const run = promisify(execFile);
const entry = toolsCatalogue["external-secrets"];

export interface DefinitionOptions {
  /** The product's cache (`cacheDirectory`). */
  readonly cache: string;
  readonly progress: Progress;
  /** Where Go is looked for. @default the PATH of this process */
  readonly path?: string;
}

/**
 * Files with definitions of custom resources (CRDs) that the services' manifests use, from the cache or from the Go
 * module that ships them. A file whose sum is not the pinned one is never used.
 * @throws UserError exit 3, naming what is missing and how to get it
 */
export async function resolveDefinitions(options: DefinitionOptions): Promise<readonly string[]> {
  const folder = join(options.cache, "cluster", `external-secrets-${entry.version}`);
  const files = Object.entries(entry.files).map(([path, sum]) => ({ path, sum, at: join(folder, basename(path)) }));
  const lacking = files.filter(({ at, sum }) => !existsSync(at) || sha256(readFileSync(at)) !== sum);
  if (lacking.length === 0) return files.map(({ at }) => at);
  mkdirSync(folder, { recursive: true });
  const scratch = mkdtempSync(join(options.cache, "cluster", "go-module-"));
  try {
    const module = await download(scratch, options);
    for (const { path, sum, at } of lacking) {
      const content = readFileSync(join(module, path));
      const found = sha256(content);
      if (found !== sum) {
        const words = `${path} of ${entry.module} ${entry.version} has SHA-256 ${found}, not the pinned ${sum}.`;
        throw missingTool("external-secrets", words, "Do not use it: somebody changed it, or the pin is wrong.");
      }
      writeFileAtomically(at, content.toString("utf8"), 0o644);
    }
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
  return files.map(({ at }) => at);
}

/** Folder of the unpacked module. */
async function download(scratch: string, { progress, path }: DefinitionOptions): Promise<string> {
  const go = await resolveGo(["external-secrets"], path);
  progress(`fetching definitions of ${entry.module} ${entry.version}`);
  const env = { ...process.env, GOMODCACHE: join(scratch, "modules"), GOWORK: "off", GOFLAGS: "-modcacherw" };
  const args = ["mod", "download", "-json", `${entry.module}@v${entry.version}`];
  try {
    const { stdout } = await run(go, args, { cwd: scratch, env, timeout: 300_000 });
    return JSON.parse(stdout).Dir;
  } catch (error) {
    const cause = error instanceof Error && "stderr" in error ? String(error.stderr).trim() : String(error);
    throw missingTool("external-secrets", `${entry.title} could not be fetched.\n${cause}`, entry.howToGet);
  }
}
