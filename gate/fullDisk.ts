import { statfsSync } from "node:fs";
import { tmpdir } from "node:os";
import { engineFailed } from "../common/errors";

/** Bytes below which a plan, which is larger, cannot have been written whole. */
const least = 64 * 1024;

interface Space {
  readonly bavail: number;
  readonly bsize: number;
  readonly files: number;
  readonly ffree: number;
}

/**
 * The error of a step that writes plans, or what caused it where a disk is full: Terraform does not notice that its plan
 * file was cut off, and the next step then fails with words that lead nowhere.
 */
export function orFullDisk(
  error: unknown,
  directory: string,
  spaceOf: (folder: string) => Space = statfsSync,
): unknown {
  const full = [directory, tmpdir()].find((folder) => isFull(spaceOf(folder)));
  if (full === undefined) return error;
  return engineFailed(
    "disk-full",
    `There is no room left on the disk of ${full}; nothing half written was kept (${error instanceof Error ? error.message : String(error)})`,
    "Make room and run the same command again: it continues from the recorded states.",
    error,
  );
}

/** Out of bytes, or out of inodes on a file system that counts them. */
function isFull({ bavail, bsize, files, ffree }: Space): boolean {
  return bavail * bsize < least || (files > 0 && ffree === 0);
}
