import { setTimeout as sleep } from "node:timers/promises";
import { isRunning } from "../../common/processes";

/** Asks a process to end and makes it end when it has not after `graceMs`. Does nothing when it has ended already. */
export async function endProcess(pid: number, graceMs = 10_000): Promise<void> {
  for (const signal of ["SIGTERM", "SIGKILL"] as const) {
    if (!isRunning(pid)) return;
    try {
      process.kill(pid, signal);
    } catch {
      return;
    }
    const patience = Date.now() + graceMs;
    while (isRunning(pid) && Date.now() < patience) await sleep(50);
  }
}
