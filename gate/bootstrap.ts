import { rmSync } from "node:fs";
import { join } from "node:path";
import { engineFailed } from "../common/errors";
import type { StackDescriptor } from "../stacks/manifest";
import { type Deployment, stackDirectory } from "./deployment";
import { files, forgetInitialised } from "./workspace";

/**
 * Whether a stack's state is kept in a local file for now: true only for the stack that makes the state bucket, until
 * the bucket holds its state.
 */
export async function usesLocalState(deployment: Deployment, stack: StackDescriptor): Promise<boolean> {
  if (!stack.bootstrapsState) return false;
  return !((await deployment.stateStore.bucketExists()) && (await deployment.stateStore.stateExists(stack.name)));
}

/** Moves the local state of the bootstrapping stack into the bucket that it has just made, and removes the local copy. */
export async function moveStateIntoBucket(deployment: Deployment, stack: StackDescriptor): Promise<void> {
  const directory = stackDirectory(deployment, stack);
  deployment.progress("moving its state into the bucket that it made", stack.name);
  rmSync(join(directory, files.backendOverride), { force: true });
  forgetInitialised(directory);
  await deployment.engine.init(directory, { lockedProviders: deployment.lockFile !== undefined, migrateState: true });
  if (!(await deployment.stateStore.stateExists(stack.name))) {
    throw engineFailed(
      "state-not-moved",
      `The state of stack ${stack.name} is not in the state bucket after the move.`,
      `It is still in ${join(stack.directory, files.localState)}; run the same command again.`,
    );
  }
  removeLocalState(deployment, stack);
}

export function removeLocalState(deployment: Deployment, stack: StackDescriptor): void {
  const directory = stackDirectory(deployment, stack);
  for (const name of [files.localState, `${files.localState}.backup`]) rmSync(join(directory, name), { force: true });
}
