import { closeSync, linkSync, mkdirSync, openSync, readFileSync, renameSync, rmSync, writeSync } from "node:fs";
import { join } from "node:path";
import { toStableJson } from "../common/json";
import { type Holder, hasEnded, holderIn, lockedBy } from "./holder";

const lockFileOf = (directory: string): string => join(directory, "run.lock");

/**
 * One run at a time in an environment's folder: plans, inputs and, while a stack is destroyed, its configuration lie
 * there, and a second run would change them under the first one's hands. Gives a function that frees the folder.
 * @throws UserError exit 4 (`deployment-locked`) that names the holder
 */
export function lockFolder(directory: string, holder: Holder): () => void {
  mkdirSync(directory, { recursive: true });
  const path = lockFileOf(directory);
  const text = toStableJson(holder);
  if (!writeNew(path, text)) {
    const other = folderHolder(directory);
    if (other === undefined || !hasEnded(other)) throw inUse(directory, other);
    setAside(path, other);
    if (!writeNew(path, text)) throw inUse(directory, folderHolder(directory));
  }
  return () => {
    if (folderHolder(directory)?.id === holder.id) rmSync(path, { force: true });
  };
}

/** Takes a dead run's lock away, and puts it back if it turns out that another run was faster and took the folder. */
function setAside(path: string, dead: Holder): void {
  const aside = `${path}.${dead.id}`;
  renameSync(path, aside);
  const moved = holderIn(readFileSync(aside, "utf8"));
  if (moved?.id !== dead.id) linkSync(aside, path);
  rmSync(aside, { force: true });
}

/** Who works in the folder; undefined for nobody, or where the lock cannot be read. */
export function folderHolder(directory: string): Holder | undefined {
  try {
    return holderIn(readFileSync(lockFileOf(directory), "utf8"));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}

function inUse(directory: string, holder: Holder | undefined): Error {
  return lockedBy(
    `The folder ${directory}`,
    holder,
    `Wait until it has ended, or work in another folder (--out). A lock that nobody holds any more is ${lockFileOf(directory)}.`,
  );
}

/** False where the file is there already. */
function writeNew(path: string, text: string): boolean {
  let descriptor: number;
  try {
    descriptor = openSync(path, "wx", 0o600);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
  try {
    writeSync(descriptor, text);
    return true;
  } catch (error) {
    // Nobody could tell whose an empty lock is.
    rmSync(path, { force: true });
    throw error;
  } finally {
    closeSync(descriptor);
  }
}
