import { missingTool, UserError } from "../../common/errors";
import { resolveBinaries } from "../cluster/binaries";
import { commandEntry } from "../cluster/catalogue";
import { toolsCatalogue } from "./catalogue";
import type { Progress, ResolvedTool } from "./tool";

/**
 * helm in the order: PATH (if the version fits), the project's cache, a build from its Go module with committed sums.
 * @throws UserError exit 3, naming the tool and how to get it
 */
export async function resolveHelm(cache: string, progress: Progress): Promise<ResolvedTool> {
  try {
    return (await resolveBinaries(["helm"], { cache, progress })).helm;
  } catch (error) {
    if (!(error instanceof UserError && error.code === "missing-tool:go")) throw error;
    throw missingTool(
      "helm",
      `helm ${commandEntry("helm").versions} is missing, and there is no Go to build it from source.`,
      toolsCatalogue.helm.howToGet,
    );
  }
}
