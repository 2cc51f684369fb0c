import { type ChildProcess, spawn } from "node:child_process";
import { StringDecoder } from "node:string_decoder";

/** How a child process ended. Exactly one of `code` and `signal` is set. */
export interface ProcessEnd {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface ProcessOptions {
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  /** Called for each complete line of standard output; the lines are then not collected in `stdout`. */
  readonly onLine?: (line: string) => void;
  /** Told about the child, so that a signal can be passed on to it. */
  readonly onStart?: (child: RunningProcess) => void;
}

/** A child in a process group of its own: a Ctrl-C in the terminal reaches us first, and we decide what it gets. */
export interface RunningProcess {
  readonly pid: number;
  signal(signal: NodeJS.Signals): void;
}

/**
 * Runs a program to its end. Rejects only when it could not be started (`ENOENT`, `EACCES`).
 * Output is kept in memory; standard error is cut to its last 256 KiB.
 */
export function runProcess(file: string, args: readonly string[], options: ProcessOptions): Promise<ProcessEnd> {
  return new Promise((resolve, reject) => {
    const child: ChildProcess = spawn(file, args, {
      cwd: options.cwd,
      env: options.env,
      detached: true,
      stdio: ["ignore", "pipe", "pipe"],
    });
    const pid = child.pid;
    if (pid !== undefined) {
      options.onStart?.({ pid, signal: (signal) => signalGroup(pid, signal) });
    }
    const stdout: string[] = [];
    let stderr = "";
    let line = "";
    const decoder = new StringDecoder("utf8");
    child.stdout?.on("data", (chunk: Buffer) => {
      const text = decoder.write(chunk);
      if (!options.onLine) {
        stdout.push(text);
        return;
      }
      const parts = (line + text).split("\n");
      line = parts.pop() ?? "";
      for (const part of parts) options.onLine(part);
    });
    child.stderr?.on("data", (chunk: Buffer) => {
      stderr = (stderr + chunk.toString("utf8")).slice(-262_144);
    });
    child.on("error", reject);
    child.on("close", (code, signal) => {
      if (options.onLine && line !== "") options.onLine(line);
      resolve({ code, signal, stdout: stdout.join(""), stderr });
    });
  });
}

/** Terraform starts providers as children; the whole group gets the signal, and a group already gone is fine. */
function signalGroup(pid: number, signal: NodeJS.Signals): void {
  // On an interrupt Terraform itself tells its providers to stop; a group-wide SIGINT would look like a second one to them.
  const target = signal === "SIGKILL" ? -pid : pid;
  try {
    process.kill(target, signal);
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "ESRCH")) throw error;
  }
}
