import { spawn } from "node:child_process";

export interface Outcome {
  /** Exit code; null when it could not be started or was ended by a signal. */
  readonly code: number | null;
  /** What it wrote, both streams as they came. */
  readonly output: string;
}

/** Runs a command to its end without a terminal, and never throws: what went wrong is in the outcome. */
export function runQuietly(command: string, args: readonly string[]): Promise<Outcome> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    const child = spawn(command, args, { stdio: ["ignore", "pipe", "pipe"] });
    child.stdout.on("data", (chunk: Buffer) => chunks.push(chunk));
    child.stderr.on("data", (chunk: Buffer) => chunks.push(chunk));
    const finish = (code: number | null) => resolve({ code, output: Buffer.concat(chunks).toString("utf8") });
    child.on("error", () => finish(null));
    child.on("close", finish);
  });
}
