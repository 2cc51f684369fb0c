import { hostname } from "node:os";
import { dirname } from "node:path";
import { usageError } from "../common/errors";
import { type Deployment, stackDirectory } from "../gate/deployment";
import { folderHolder } from "../gate/folderLock";
import { type Holder, hasEnded, holderIn } from "../gate/holder";
import { openState } from "../gate/workspace";
import { openSession, type SessionOptions } from "./session";

export interface HeldLock {
  /** `deployment`: a whole run, from any machine. `state`: Terraform's own, of one stack. `folder`: a run in this folder. */
  readonly kind: "deployment" | "state" | "folder";
  /** Null for a lock that is of no single stack. */
  readonly stack: string | null;
  readonly id: string;
  readonly who: string;
  readonly created: string;
  readonly operation: string;
  /** Number of the holding process on its own machine; null where a lock does not say. */
  readonly pid: number | null;
  readonly released: boolean;
}

/**
 * Lists the locks of an environment, and releases the one that is named. It works beside a run that holds them.
 * @throws UserError exit 2 when no lock has that id, or when its holder still runs on this machine
 */
export async function unlockEnvironment(
  options: SessionOptions,
  release: string | undefined,
): Promise<readonly HeldLock[]> {
  const session = await openSession(options, "unlock", { aside: true });
  try {
    const { deployment } = session;
    const locks = [
      ...folderLocks(dirname(deployment.directory)),
      ...((await deployment.stateStore.bucketExists())
        ? [...(await deploymentLocks(deployment, release)), ...(await stateLocks(deployment, release))]
        : []),
    ];
    if (release !== undefined && !locks.some((lock) => lock.released)) {
      throw usageError(
        "no-such-lock",
        `No lock of ${deployment.name} that can be released has the id ${release}.`,
        "Run `unlock` without --release to see the locks.",
      );
    }
    return locks;
  } finally {
    await session.close();
  }
}

function lockOf(kind: "deployment" | "folder", holder: Holder, released: boolean): HeldLock {
  const { id, who, since, operation, pid } = holder;
  return { kind, stack: null, id, who, created: since, operation, pid, released };
}

/** A run in the folder of this machine ends by itself or is ended; the next run takes a dead one's place unasked. */
function folderLocks(directory: string): readonly HeldLock[] {
  const holder = folderHolder(directory);
  return holder ? [lockOf("folder", holder, false)] : [];
}

async function deploymentLocks({ stateStore }: Deployment, release: string | undefined): Promise<readonly HeldLock[]> {
  const text = await stateStore.runLock();
  if (text === undefined) return [];
  const holder = holderIn(text) ?? unreadable;
  const released = holder.id === release;
  if (released && holder !== unreadable && holder.host === hostname() && !hasEnded(holder)) {
    throw usageError(
      "holder-runs",
      `The deployment with the lock ${holder.id} still runs on this machine (process ${holder.pid}); nothing was released.`,
      "Interrupt it (Ctrl-C): it saves its states and gives the lock back by itself.",
    );
  }
  if (released) await stateStore.releaseRunLock();
  return [lockOf("deployment", holder, released)];
}

/** Stands for a lock whose text is cut off or of another kind: it can be released by this id. */
const unreadable: Holder = {
  id: "unreadable",
  operation: "unknown",
  who: "unknown",
  host: "unknown",
  pid: 0,
  since: "unknown",
  stacks: null,
};

async function stateLocks(deployment: Deployment, release: string | undefined): Promise<readonly HeldLock[]> {
  const locks: HeldLock[] = [];
  for (const stack of deployment.manifest.stacks) {
    const lock = await deployment.stateStore.lock(stack.name);
    if (!lock) continue;
    const released = lock.ID === release;
    if (released) {
      await openState(deployment, stack);
      await deployment.engine.forceUnlock(stackDirectory(deployment, stack), lock.ID);
    }
    locks.push({
      kind: "state",
      stack: stack.name,
      id: lock.ID,
      who: lock.Who,
      created: lock.Created,
      operation: lock.Operation,
      pid: null,
      released,
    });
  }
  return locks;
}
