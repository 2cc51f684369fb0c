import { resolve } from "node:path";

/** Where an environment's files go. An AWS environment on the emulator never shares a folder with its real self. */
export function environmentDirectory(out: string, name: string, onEmulatorOnly: boolean): string {
  return resolve(out, onEmulatorOnly ? `${name}-emulator` : name);
}
