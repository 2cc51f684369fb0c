import { type UserError, usageError } from "../common/errors";
import type { Session } from "./session";

/** What `verify` and `drift` end with (exit 2) where none of the stacks that were asked for has a state. */
export function nothingDeployed({ deployment, emulator }: Session, purpose: "verify" | "compare"): UserError {
  const what = deployment.only ? `Of ${[...deployment.only].sort().join(", ")} nothing` : "Nothing";
  const where = emulator?.started ? " on this emulator, which has just been started" : "";
  return usageError(
    "nothing-deployed",
    `${what} of ${deployment.name} is deployed${where}: there is nothing to ${purpose}.`,
    "Run `deploy` first; for the emulator start it with `emulator start`, so that it stays.",
  );
}
