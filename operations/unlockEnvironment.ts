import { usageError } from "../common/errors";
import { stackDirectory } from "../gate/deployment";
import { openState } from "../gate/workspace";
import { openSession, type SessionOptions } from "./session";

export interface HeldLock {
  readonly stack: string;
  readonly id: string;
  readonly who: string;
  readonly created: string;
  readonly operation: string;
  readonly released: boolean;
}

/** Lists the state locks, and releases the one that is named. @throws UserError exit 2 when no lock has that id. */
export async function unlockEnvironment(
  options: SessionOptions,
  release: string | undefined,
): Promise<readonly HeldLock[]> {
  const session = await openSession(options);
  try {
    const { deployment } = session;
    const locks: HeldLock[] = [];
    if (await deployment.stateStore.bucketExists()) {
      for (const stack of deployment.manifest.stacks) {
        const lock = await deployment.stateStore.lock(stack.name);
        if (!lock) continue;
        const released = lock.ID === release;
        if (released) {
          await openState(deployment, stack);
          await deployment.engine.forceUnlock(stackDirectory(deployment, stack), lock.ID);
        }
        locks.push({
          stack: stack.name,
          id: lock.ID,
          who: lock.Who,
          created: lock.Created,
          operation: lock.Operation,
          released,
        });
      }
    }
    if (release !== undefined && !locks.some((lock) => lock.released)) {
      throw usageError(
        "no-such-lock",
        `No state of ${deployment.name} holds a lock ${release}.`,
        "Run `unlock` without --release to see the locks.",
      );
    }
    return locks;
  } finally {
    await session.close();
  }
}
