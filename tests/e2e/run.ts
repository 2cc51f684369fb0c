import { type ChildProcess, spawn } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { packageRoot } from "../../common/packageRoot";

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Running {
  readonly child: ChildProcess;
  readonly ended: Promise<Ended>;
  /** Standard error so far. */
  said(): string;
}

/** Runs the built command as a person does; `dist/` is made by the suite's set-up. */
export function start(args: readonly string[], environment: NodeJS.ProcessEnv = {}, cwd = packageRoot()): Running {
  const child = spawn(process.execPath, [join(packageRoot(), "dist", "cli.js"), ...args], {
    cwd,
    env: { ...process.env, NO_COLOR: "1", ...environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let stdout = "";
  let stderr = "";
  child.stdout.on("data", (chunk) => {
    stdout += chunk;
  });
  child.stderr.on("data", (chunk) => {
    stderr += chunk;
  });
  const ended = new Promise<Ended>((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) => resolve({ code, stdout, stderr }));
  });
  return { child, ended, said: () => stderr };
}

export const command = (args: readonly string[], environment: NodeJS.ProcessEnv = {}, cwd?: string): Promise<Ended> =>
  start(args, environment, cwd).ended;

/** Waits until the run has said something, or fails with what it said instead. */
export async function untilSaid(running: Running, words: RegExp, seconds: number): Promise<void> {
  const end = Date.now() + seconds * 1000;
  while (!words.test(running.said())) {
    if (Date.now() > end || running.child.exitCode !== null) throw new Error(`never said ${words}:\n${running.said()}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** Command lines of processes that name a folder: what a run has left behind. */
export function processesNaming(folder: string): string[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .flatMap((pid) => {
      try {
        const line = readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ");
        return line.includes(folder) ? [line] : [];
      } catch {
        // It ended while the list was read.
        return [];
      }
    });
}

/** Every file below a folder, with its bytes as text. */
export function filesBelow(folder: string): { path: string; text: string }[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isSymbolicLink() || entry.name === ".terraform") return [];
    return entry.isDirectory() ? filesBelow(path) : [{ path, text: readFileSync(path, "latin1") }];
  });
}
