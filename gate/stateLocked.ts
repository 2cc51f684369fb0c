import { UserError } from "../common/errors";
import { exitCodes } from "../common/exitCodes";
import { EngineError } from "../engine/terraform";
import type { StackDescriptor } from "../stacks/manifest";
import type { Deployment } from "./deployment";

/** Terraform's refusal because somebody holds a state's lock, with that somebody's name; any other error as it is. */
export async function withLockHolder(
  deployment: Pick<Deployment, "stateStore">,
  stack: Pick<StackDescriptor, "name">,
  error: unknown,
): Promise<unknown> {
  const refused =
    error instanceof EngineError &&
    error.diagnostics.some(({ summary }) => /error acquiring the state lock/i.test(summary));
  if (!refused) return error;
  // It may have been given back since, or the store may be the very thing that fails; Terraform's own words remain then.
  const lock = await deployment.stateStore.lock(stack.name).catch(() => undefined);
  if (!lock) return error;
  return new UserError({
    code: "state-locked",
    message: `The state of stack ${stack.name} is locked by ${lock.Who} since ${lock.Created} for ${lock.Operation} (${lock.ID}); nothing of the stack was changed.`,
    exitCode: exitCodes.engineFailed,
    hint: "Wait until it has ended and run the same command again. If it is gone for good, `unlock` shows the lock and releases it.",
    cause: error,
  });
}
