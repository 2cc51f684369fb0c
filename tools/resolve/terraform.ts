import { execFile } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { satisfies } from "semver";
import { missingTool } from "../../common/errors";
import { writeFileAtomically } from "../../common/files";
import { sha256 } from "../../common/hash";
import { platformName } from "./cache";
import { toolsCatalogue } from "./catalogue";
import { engineVersion } from "./engineVersion";
import { onPath } from "./onPath";
import type { Progress, ResolvedTool } from "./tool";

const run = promisify(execFile);
const entry = toolsCatalogue.terraform;

/**
 * Terraform in the order: PATH (if the version fits), the project's cache, the official release with its pinned sum.
 * @throws UserError exit 3, naming the tool and how to get it.
 */
export async function resolveTerraform(cache: string, progress: Progress): Promise<ResolvedTool> {
  const seen: string[] = [];
  for (const candidate of onPath("terraform")) {
    const version = await engineVersion(candidate);
    if (version && satisfies(version, entry.versions)) {
      return { name: "terraform", title: entry.title, version, path: candidate, origin: "PATH" };
    }
    seen.push(`${candidate} (${version ?? "not runnable"})`);
  }
  const cached = join(cache, "terraform", entry.release.version, "terraform");
  if (existsSync(cached)) {
    const version = await engineVersion(cached);
    if (version === entry.release.version) {
      return { name: "terraform", title: entry.title, version, path: cached, origin: "cache" };
    }
  }
  await download(cached, progress, seen);
  return {
    name: "terraform",
    title: entry.title,
    version: entry.release.version,
    path: cached,
    origin: "official release",
  };
}

async function download(target: string, progress: Progress, seen: readonly string[]): Promise<void> {
  const platform = platformName();
  const sums: Readonly<Record<string, string>> = entry.release.sha256;
  const expected = sums[platform];
  const found = seen.length > 0 ? ` Found, but not of ${entry.versions}: ${seen.join(", ")}.` : "";
  if (!expected) {
    throw missingTool(
      "terraform",
      `Terraform is missing, and no checked release is known for ${platform}.${found}`,
      entry.howToGet,
    );
  }
  const url = entry.release.url.replaceAll("{version}", entry.release.version).replaceAll("{platform}", platform);
  progress(`fetching Terraform ${entry.release.version} for ${platform}`);
  let archive: Buffer;
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(300_000) });
    if (!response.ok) throw new Error(`HTTP ${response.status}`);
    archive = Buffer.from(await response.arrayBuffer());
  } catch (error) {
    const cause = error instanceof Error ? error.message : String(error);
    throw missingTool("terraform", `Terraform is missing and could not be fetched (${cause}).${found}`, entry.howToGet);
  }
  const actual = sha256(archive);
  if (actual !== expected) {
    throw missingTool(
      "terraform",
      `The fetched Terraform archive has SHA-256 ${actual}, not the pinned ${expected}; it was thrown away.`,
      entry.howToGet,
    );
  }
  await unpack(archive, target);
}

/** Python is a tool that the product needs anyway, and its standard library reads zip archives. */
async function unpack(archive: Buffer, target: string): Promise<void> {
  mkdirSync(dirname(target), { recursive: true });
  const temporary = mkdtempSync(`${target}.`);
  try {
    const zip = join(temporary, "terraform.zip");
    writeFileAtomically(zip, archive);
    await run("python3", ["-m", "zipfile", "-e", zip, temporary]);
    const binary = join(temporary, "terraform");
    if (readFileSync(binary).length === 0) throw new Error("empty binary");
    chmodSync(binary, 0o755);
    renameSync(binary, target);
  } catch (error) {
    const cause = error instanceof Error ? error.message : String(error);
    throw missingTool("terraform", `The Terraform archive could not be unpacked (${cause}).`, entry.howToGet);
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
}
