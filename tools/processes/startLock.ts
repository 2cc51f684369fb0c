import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { isRunning } from "../../common/processes";

/**
 * Runs `work` while no other process of this machine does so for the same folder. A lock whose owner has ended is
 * taken over. Waits without end for an owner that is alive: starting has its own time-out.
 */
export async function withStartLock<T>(directory: string, work: () => Promise<T>): Promise<T> {
  mkdirSync(directory, { recursive: true });
  const path = join(directory, "starting.lock");
  while (!take(path)) await sleep(50);
  try {
    return await work();
  } finally {
    rmSync(path, { force: true });
  }
}

function take(path: string): boolean {
  try {
    writeFileSync(path, String(process.pid), { flag: "wx", mode: 0o600 });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  }
  const owner = ownerOf(path);
  if (owner !== undefined && !isRunning(owner)) rmSync(path, { force: true });
  return false;
}

/** Undefined while the owner is between making the file and writing its number, or has just removed it. */
function ownerOf(path: string): number | undefined {
  try {
    const pid = Number(readFileSync(path, "utf8"));
    return Number.isSafeInteger(pid) && pid > 0 ? pid : undefined;
  } catch {
    return undefined;
  }
}
