import { existsSync, readFileSync } from "node:fs";

/** Whether a process runs. One that has ended but that nobody has collected (common in containers) does not. */
export function isRunning(pid: number): boolean {
  const stat = `/proc/${pid}/stat`;
  if (existsSync("/proc/self/stat")) {
    try {
      const state = readFileSync(stat, "utf8").split(")").at(-1)?.trim().charAt(0);
      return state !== "Z" && state !== "X";
    } catch {
      return false;
    }
  }
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
