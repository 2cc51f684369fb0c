import { resolveOpenTofu } from "./opentofu";
import { resolveTerraform } from "./terraform";
import type { Progress, ResolvedTool } from "./tool";

/** What plans and applies, by the name that an environment file gives it. @throws UserError exit 3 */
export function resolveEngine(
  name: "terraform" | "opentofu",
  cache: string,
  progress: Progress,
): Promise<ResolvedTool> {
  return name === "opentofu" ? resolveOpenTofu(cache, progress) : resolveTerraform(cache, progress);
}
