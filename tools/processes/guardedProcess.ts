import { spawn } from "node:child_process";
import { closeSync, openSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { packageRoot } from "../../common/packageRoot";
import { isRunning } from "../../common/processes";
import { endProcess } from "./endProcess";

export interface GuardOptions {
  readonly program: string;
  readonly args: readonly string[];
  /** Both streams of the program; written anew. */
  readonly logFile: string;
  /** Ends with this process, however that ends. Else it runs until it is ended. */
  readonly owned: boolean;
  /** Removed when the owner is gone without having ended the program itself. */
  readonly removeWithOwner?: string;
}

/** A program under guard: a process group of its own, that outlives nobody who owns it. */
export interface GuardedProcess {
  /** Of the guard, which is also the number of the group. */
  readonly pid: number;
  readonly logFile: string;
  running(): boolean;
  /** The last lines that it wrote. */
  log(lines?: number): string;
  end(): Promise<void>;
}

/** Starts a program under guard. That it cannot be started shows in `running()` and the log. */
export function startGuarded(options: GuardOptions): GuardedProcess {
  const log = openSync(options.logFile, "w", 0o600);
  try {
    const guard = join(packageRoot(), "tools", "processes", "guard.mjs");
    const words = [options.owned ? "pipe" : "-", options.removeWithOwner ?? "-", options.program, ...options.args];
    const child = spawn(process.execPath, [guard, ...words], {
      detached: true,
      stdio: [options.owned ? "pipe" : "ignore", log, log],
    });
    // The pipe and the process are no reason for this one to stay alive.
    child.unref();
    if (child.stdin && "unref" in child.stdin && typeof child.stdin.unref === "function") child.stdin.unref();
    const { pid } = child;
    if (pid === undefined) throw new Error("node could not be started again");
    return guardedProcess(pid, options.logFile);
  } finally {
    closeSync(log);
  }
}

/** One that was started earlier, maybe by another process. */
export function guardedProcess(pid: number, logFile: string): GuardedProcess {
  return {
    pid,
    logFile,
    running: () => isRunning(pid),
    log: (lines = 12) => lastLines(logFile, lines),
    end: async () => {
      await endProcess(pid, 15_000);
      endGroup(pid);
    },
  };
}

/** Whatever is left where the guard itself was killed. */
function endGroup(pid: number): void {
  try {
    process.kill(-pid, "SIGKILL");
  } catch {
    // Nobody is left, which is what was wanted.
  }
}

function lastLines(path: string, count: number): string {
  try {
    return readFileSync(path, "utf8").trimEnd().split("\n").slice(-count).join("\n");
  } catch {
    return "";
  }
}
