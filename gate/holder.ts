import { randomUUID } from "node:crypto";
import { hostname, userInfo } from "node:os";
import { UserError } from "../common/errors";
import { exitCodes } from "../common/exitCodes";
import { isRunning } from "../common/processes";

/** Who runs something that nobody else may run at the same time; lies in a lock as JSON. */
export interface Holder {
  readonly id: string;
  /** The verb: `deploy`, `destroy`, and for a folder also those that change nothing in the cloud. */
  readonly operation: string;
  /** `user@host`, as Terraform writes it into its own locks. */
  readonly who: string;
  readonly host: string;
  readonly pid: number;
  /** ISO 8601, UTC. */
  readonly since: string;
  /** Stacks that were named; null for all. */
  readonly stacks: readonly string[] | null;
}

/** This process as the holder of a lock. */
export function thisHolder(operation: string, only: ReadonlySet<string> | undefined, now: Date): Holder {
  const host = hostname();
  return {
    id: randomUUID(),
    operation,
    who: `${userName()}@${host}`,
    host,
    pid: process.pid,
    since: now.toISOString(),
    stacks: only === undefined ? null : [...only].sort(),
  };
}

/** A container may run under a number that no name belongs to. */
function userName(): string {
  try {
    return userInfo().username;
  } catch {
    return `user ${process.getuid?.() ?? "unknown"}`;
  }
}

/** The holder that a lock's text names; undefined for a text that is none (half written, or of another kind). */
export function holderIn(text: string): Holder | undefined {
  try {
    const { id, operation, who, host, pid, since, stacks } = JSON.parse(text) as Partial<Holder>;
    const whole = [id, operation, who, host, since].every((part) => typeof part === "string" && part !== "");
    if (!whole || typeof pid !== "number") return undefined;
    const named = Array.isArray(stacks) ? stacks.filter((name) => typeof name === "string") : null;
    return { id, operation, who, host, pid, since, stacks: named } as Holder;
  } catch {
    return undefined;
  }
}

/** A run of this machine that has ended without giving its lock back (killed, or a crash of the machine). */
export function hasEnded(holder: Holder): boolean {
  return holder.host === hostname() && !isRunning(holder.pid);
}

/** `deploy of data by asha@laptop (process 4711) since 2026-11-26T04:00:00.000Z`. */
export function holderText({ operation, who, pid, since, stacks }: Holder): string {
  return `${operation}${stacks ? ` of ${stacks.join(", ")}` : ""} by ${who} (process ${pid}) since ${since}`;
}

/** What the second of two runs at once ends with: nothing is wrong with what it was to do, so it may simply try again. */
export function lockedBy(what: string, holder: Holder | undefined, hint: string): UserError {
  return new UserError({
    code: "deployment-locked",
    message: `${what} ${holder ? `is held by a ${holderText(holder)}` : "is held by somebody whose lock cannot be read"}; nothing was started.`,
    exitCode: exitCodes.engineFailed,
    hint,
  });
}
