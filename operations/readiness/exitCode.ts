import { type ExitCode, exitCodes } from "../../common/exitCodes";
import type { Readiness } from "./model";

/**
 * 3 when a permission or valid credentials are missing, because then nobody has seen everything; else 1 when a problem
 * stands in the way; else 4 when AWS or the DNS did not answer. What an emulator does not know, and what AWS has no
 * question for, changes nothing: it is shown, and nobody can mend it.
 */
export function exitCodeOf({ checks }: Readiness): ExitCode {
  const causes = new Set(checks.map(({ cause }) => cause));
  if (causes.has("credentials") || causes.has("permission")) return exitCodes.toolOrPermissionMissing;
  if (checks.some(({ status }) => status === "problem")) return exitCodes.gateRefused;
  if (causes.has("unreachable") || causes.has("service")) return exitCodes.engineFailed;
  return exitCodes.ok;
}
