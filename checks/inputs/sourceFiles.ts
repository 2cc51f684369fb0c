/** Files beside a module, for `file`, `templatefile` and their like: only those inside the folder that was named. */
import { lstatSync, readdirSync, readFileSync, realpathSync, statSync } from "node:fs";
import { join, posix, relative, resolve, sep } from "node:path";
import { sha256 } from "../../common/hash";
import type { FileAccess } from "../expression/evaluate";

/** 1 MiB; no policy or template is larger. */
const largestFile = 1_048_576;

/** `fileset` over more entries than this is not evaluated. */
const mostEntries = 10_000;

/** Version control and packages of others are no part of a module. */
const passedOver: ReadonlySet<string> = new Set([".git", ".terraform", "node_modules"]);

/** Absolute, with links resolved; undefined for what lies outside of the folder or is not there. */
export function insideFolder(folder: string, path: string): string | undefined {
  try {
    const real = realpathSync(path);
    const inside = relative(realpathSync(folder), real);
    return inside === ".." || inside.startsWith(`..${sep}`) || resolve(inside) === inside ? undefined : real;
  } catch {
    return undefined;
  }
}

/** Files of an input, and which of them were read so far. */
export interface RecordedFiles extends FileAccess {
  /** One line for each file and each listing that was read, in order: its hash and its path. */
  seen(): readonly string[];
}

/** Paths are relative to `directory`, which is the root module's, as they are for Terraform. */
export function filesBelow(folder: string, directory: string): RecordedFiles {
  const hashes = new Map<string, string>();
  const keep = (path: string, content: string | Uint8Array) => hashes.set(posix.normalize(path), sha256(content));
  return {
    seen: () => [...hashes].map(([path, hash]) => `${hash} ${path}`).sort(),
    read(path) {
      const file = insideFolder(folder, resolve(directory, path));
      if (file === undefined) return { cause: `${path} is not a file inside the folder that is checked` };
      const { size, isRegular } = about(file);
      if (!isRegular) return { cause: `${path} is not a file` };
      if (size > largestFile) return { cause: `${path} is larger than 1 MiB` };
      const bytes = readFileSync(file);
      keep(path, bytes);
      return { bytes };
    },
    list(path) {
      const start = insideFolder(folder, resolve(directory, path));
      if (start === undefined) return { cause: `${path} is not inside the folder that is checked` };
      const found = listed(start);
      if ("files" in found) keep(`${path}/`, found.files.join("\n"));
      return found;
    },
  };
}

function about(file: string): { readonly size: number; readonly isRegular: boolean } {
  const { size } = statSync(file);
  return { size, isRegular: statSync(file).isFile() };
}

/** All files below, relative, with forward slashes, in order. Links are not followed. */
function listed(start: string): { readonly files: readonly string[] } | { readonly cause: string } {
  const files: string[] = [];
  const pending = [""];
  for (let below = pending.pop(); below !== undefined; below = pending.pop()) {
    if (!lstatSync(join(start, below)).isDirectory()) continue;
    for (const entry of readdirSync(join(start, below), { withFileTypes: true })) {
      const path = below === "" ? entry.name : `${below}/${entry.name}`;
      if (entry.isFile()) files.push(path);
      else if (entry.isDirectory() && !passedOver.has(entry.name)) pending.push(path);
      if (files.length + pending.length > mostEntries) return { cause: "the folder holds too many files" };
    }
  }
  return { files: files.sort((a, b) => (a < b ? -1 : 1)) };
}
