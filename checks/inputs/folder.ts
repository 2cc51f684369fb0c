/** Files of a folder, by directory, without what is passed over. Links are never followed out of the folder. */
import { type Dirent, readdirSync, realpathSync, statSync } from "node:fs";
import { join, relative, sep } from "node:path";

export interface Skipped {
  readonly path: string;
  readonly reason: string;
}

export interface FolderFiles {
  /** Absolute path of each directory that has files, with their names in order. */
  readonly directories: ReadonlyMap<string, readonly string[]>;
  readonly skipped: readonly Skipped[];
}

const passedOver: Readonly<Record<string, string>> = {
  ".terraform": "Terraform's own working folder",
  node_modules: "packages of others",
  ".git": "version control",
};

export function listFolder(root: string): FolderFiles {
  const directories = new Map<string, readonly string[]>();
  const skipped: Skipped[] = [];
  const real = realpathSync(root);
  const pending = [root];
  for (let directory = pending.pop(); directory !== undefined; directory = pending.pop()) {
    const entries = readdirSync(directory, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
    const isChart = entries.some((entry) => entry.name === "Chart.yaml");
    const files: string[] = [];
    for (const entry of entries) {
      const path = join(directory, entry.name);
      const reason = reasonToSkip(entry, path, real, isChart);
      if (reason !== undefined) skipped.push({ path, reason });
      else if (entry.isDirectory()) pending.push(path);
      else files.push(entry.name);
    }
    if (files.length > 0) directories.set(directory, files);
  }
  return { directories: new Map([...directories].sort(([a], [b]) => (a < b ? -1 : 1))), skipped };
}

function reasonToSkip(entry: Dirent, path: string, root: string, isChart: boolean): string | undefined {
  if (entry.isDirectory()) {
    if (isChart && entry.name === "templates") return "templates of a chart";
    return Object.hasOwn(passedOver, entry.name) ? passedOver[entry.name] : undefined;
  }
  if (entry.isFile()) return undefined;
  if (!entry.isSymbolicLink()) return "not a file";
  try {
    const target = realpathSync(path);
    if (statSync(target).isDirectory()) return "a link to a folder";
    const inside = relative(root, target);
    return inside === ".." || inside.startsWith(`..${sep}`) ? "a link that leaves the folder" : undefined;
  } catch {
    return "a link that leads nowhere";
  }
}
