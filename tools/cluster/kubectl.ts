import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { missingTool } from "../../common/errors";
import { cacheDirectory } from "../resolve/cache";
import { onPath } from "../resolve/onPath";

/**
 * A kubectl for reading a user's cluster: the one on the PATH, whatever its version, because it is the one that the
 * user's kubeconfig works with; else one that the test bed has. None is built for this.
 * @throws UserError exit 3 where there is none.
 */
export async function resolveKubectl(environment: NodeJS.ProcessEnv = process.env): Promise<string> {
  const [onTheirPath] = onPath("kubectl", environment.PATH);
  if (onTheirPath !== undefined) return onTheirPath;
  const cached = join(cacheDirectory(environment), "cluster");
  const folders = existsSync(cached) ? readdirSync(cached).filter((name) => name.startsWith("kubernetes-")) : [];
  const found = folders.map((name) => join(cached, name, "kubectl")).find((file) => existsSync(file));
  if (found !== undefined) return found;
  throw missingTool(
    "kubectl",
    "Reading a cluster needs kubectl, and there is none on the PATH.",
    "Install kubectl of your cluster's version (at most one minor version apart) and put it on the PATH.",
  );
}
