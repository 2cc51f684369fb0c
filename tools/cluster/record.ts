import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { isRunning } from "../../common/processes";

/** What a running cluster writes about itself into its folder. */
export interface ClusterRecord {
  readonly endpoint: string;
  readonly kubeconfig: string;
  readonly context: string;
  readonly version: string;
  readonly processes: readonly { readonly name: string; readonly pid: number; readonly logFile: string }[];
}

export function writeRecord(directory: string, record: ClusterRecord): void {
  writeFileSync(recordPath(directory), `${JSON.stringify(record, null, 2)}\n`, { mode: 0o600 });
}

/** Undefined where no cluster was started in the folder. */
export function readRecord(directory: string): ClusterRecord | undefined {
  try {
    const value: unknown = JSON.parse(readFileSync(recordPath(directory), "utf8"));
    return isRecord(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function recordPath(directory: string): string {
  return join(directory, "cluster.json");
}

function isRecord(value: unknown): value is ClusterRecord {
  if (typeof value !== "object" || value === null || !("processes" in value)) return false;
  const { processes } = value;
  return Array.isArray(processes) && processes.every((one) => Number.isSafeInteger(one?.pid) && one.pid > 1);
}

/** Processes of the record that still run, and are still those: a number may belong to somebody else by now. */
export function runningProcesses(directory: string): ClusterRecord["processes"] {
  const processes = readRecord(directory)?.processes ?? [];
  return processes.filter(({ pid }) => isRunning(pid) && commandLine(pid).includes(directory));
}

function commandLine(pid: number): string {
  const file = `/proc/${pid}/cmdline`;
  try {
    return existsSync(file)
      ? readFileSync(file, "utf8").replaceAll("\0", " ")
      : execFileSync("ps", ["-o", "command=", "-p", String(pid)], { encoding: "utf8" });
  } catch {
    return "";
  }
}
