// Runs a program, and ends it as soon as the process that asked for it is gone, however that ended: the pipe on
// standard input closes then. Without a pipe (`-`) it runs until it is told to end.
// Usage: node guard.mjs <pipe|-> <folder to remove when the owner is gone, or -> <program> [arguments …]
import { spawn } from "node:child_process";
import { rmSync } from "node:fs";

const [owner, folder, program, ...args] = process.argv.slice(2);
const graceMs = 10_000;
let ending = false;
let orphaned = false;

const child = spawn(program, args, { stdio: ["ignore", "inherit", "inherit"] });

function end() {
  if (ending) return;
  ending = true;
  child.kill("SIGTERM");
  setTimeout(() => child.kill("SIGKILL"), graceMs).unref();
}

function endOrphan() {
  orphaned = true;
  end();
}

child.on("error", (error) => {
  process.stderr.write(`guard: ${program}: ${error.message}\n`);
  process.exit(127);
});
child.on("exit", (code, signal) => {
  if (orphaned && folder !== "-") rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  process.exit(code ?? (signal === "SIGKILL" ? 137 : 143));
});
process.on("SIGTERM", end);
process.on("SIGINT", end);
if (owner === "pipe") process.stdin.on("error", endOrphan).on("close", endOrphan).resume();
