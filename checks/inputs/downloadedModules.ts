/** Modules that `terraform init` has downloaded, as `.terraform/modules/modules.json` lists them. */
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { isRecord } from "../graph/cursor";
import { insideFolder } from "./sourceFiles";

const manifestPath = join(".terraform", "modules", "modules.json");

/** 4 MiB, some ten thousand modules. */
const largestManifest = 4_194_304;

/**
 * Absolute folder by the path of calls (`network.subnets`), as far as they lie inside the folder that is checked: a
 * manifest may name any place of the machine, and this is only a list in somebody's files.
 */
export function downloadedModules(folder: string, root: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const file = insideFolder(folder, join(root, manifestPath));
  if (file === undefined || !statSync(file).isFile() || statSync(file).size > largestManifest) return found;
  const manifest = parsed(readFileSync(file, "utf8"));
  for (const entry of isRecord(manifest) && Array.isArray(manifest.Modules) ? manifest.Modules : []) {
    if (!isRecord(entry) || typeof entry.Key !== "string" || typeof entry.Dir !== "string" || entry.Key === "")
      continue;
    const directory = resolve(root, entry.Dir);
    if (insideFolder(folder, directory) !== undefined) found.set(entry.Key, directory);
  }
  return found;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    // A manifest that cannot be read names no modules; the calls are then listed as unseen.
    return undefined;
  }
}

/** Names of the files of such a folder; none where it is gone. */
export function filesIn(directory: string): readonly string[] {
  try {
    return readdirSync(directory, { withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => entry.name)
      .sort();
  } catch {
    return [];
  }
}
