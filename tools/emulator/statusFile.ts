import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";

/** What a running emulator writes about itself. */
export interface EmulatorRecord {
  readonly pid: number;
  readonly port: number;
  readonly endpoint: string;
  /** Random per start: what tells this emulator from another program that has taken its port or its process number. */
  readonly instanceId: string;
}

export function statusFilePath(directory: string): string {
  return join(directory, "emulator.json");
}

export function logFilePath(directory: string): string {
  return join(directory, "emulator.log");
}

/** The record in the folder; undefined when there is none or when it cannot be read as one. */
export function readRecord(directory: string): EmulatorRecord | undefined {
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(statusFilePath(directory), "utf8"));
  } catch {
    return undefined;
  }
  return isRecord(value) ? value : undefined;
}

function isRecord(value: unknown): value is EmulatorRecord {
  if (typeof value !== "object" || value === null) return false;
  const { pid, port, endpoint, instanceId } = value as Record<string, unknown>;
  return (
    Number.isSafeInteger(pid) &&
    Number(pid) > 1 &&
    Number.isSafeInteger(port) &&
    typeof endpoint === "string" &&
    /^http:\/\/127\.0\.0\.1:\d+$/.test(endpoint) &&
    typeof instanceId === "string"
  );
}

/** Removes the record, but only the one of this instance: another may have been started meanwhile. */
export function removeRecord(directory: string, instanceId: string): void {
  if (readRecord(directory)?.instanceId === instanceId) rmSync(statusFilePath(directory), { force: true });
}
