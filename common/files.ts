import { randomBytes } from "node:crypto";
import {
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { dirname } from "node:path";

/**
 * Writes a whole file or nothing: a temporary file beside it, flushed, then renamed over it.
 * `mode` defaults to 0600, because nearly everything the product writes describes an infrastructure.
 */
export function writeFileAtomically(path: string, data: string | Uint8Array, mode = 0o600): void {
  if (isDeviceOrPipe(path)) {
    // `--output /dev/null` or a named pipe: a rename would put a file in the device's place.
    writeFileSync(path, data);
    return;
  }
  mkdirSync(dirname(path), { recursive: true });
  const temporary = `${path}.${randomBytes(6).toString("hex")}.tmp`;
  const bytes = typeof data === "string" ? Buffer.from(data, "utf8") : data;
  let descriptor: number | undefined;
  try {
    descriptor = openSync(temporary, "wx", mode);
    let written = 0;
    while (written < bytes.length) written += writeSync(descriptor, bytes, written);
    fsyncSync(descriptor);
    closeSync(descriptor);
    descriptor = undefined;
    renameSync(temporary, path);
  } catch (error) {
    if (descriptor !== undefined) closeSync(descriptor);
    rmSync(temporary, { force: true });
    throw error;
  }
}

function isDeviceOrPipe(path: string): boolean {
  const found = statSync(path, { throwIfNoEntry: false });
  return found !== undefined && !found.isFile() && !found.isDirectory();
}
