import { resolveBinaries } from "../cluster/binaries";
import type { Progress, ResolvedTool } from "./tool";

/**
 * helm in the order: PATH (if the version fits), the project's cache, a build from its Go module with committed sums.
 * @throws UserError exit 3, naming the tool and how to get it
 */
export async function resolveHelm(cache: string, progress: Progress): Promise<ResolvedTool> {
  return (await resolveBinaries(["helm"], { cache, progress })).helm;
}
