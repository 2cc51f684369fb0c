import { existsSync } from "node:fs";
import { join } from "node:path";
import { satisfies } from "semver";
import { packageRoot } from "../../common/packageRoot";
import { withStartLock } from "../processes/startLock";
import { toolsCatalogue } from "./catalogue";
import { engineVersion } from "./engineVersion";
import { goBuild, hashOfModule } from "./goBuild";
import { onPath } from "./onPath";
import type { Progress, ResolvedTool } from "./tool";

const entry = toolsCatalogue.opentofu;

/**
 * OpenTofu in the order: PATH (if the version fits), the project's cache, a build from its Go module, whose sums are
 * committed. Its official release is not fetched: none of its sums could be confirmed when this was written.
 * @param path where `tofu` and Go are looked for. @default the PATH of this process
 * @throws UserError exit 3, naming the tool and how to get it
 */
export async function resolveOpenTofu(cache: string, progress: Progress, path?: string): Promise<ResolvedTool> {
  for (const candidate of onPath("tofu", path)) {
    const version = await engineVersion(candidate);
    if (version !== undefined && satisfies(version, entry.versions)) return found(candidate, version, "PATH");
  }
  const module = join(packageRoot(), entry.module);
  const scratch = join(cache, "opentofu");
  const target = join(scratch, hashOfModule(module));
  const binary = join(target, "tofu");
  let origin = "cache";
  if (!existsSync(binary)) {
    await withStartLock(scratch, async () => {
      if (existsSync(binary)) return;
      origin = "Go build";
      const variables = { "github.com/opentofu/opentofu/version.dev": "no" };
      await goBuild({ module, packages: { tofu: entry.package }, variables, target, scratch, path }, progress);
    });
  }
  return found(binary, entry.version, origin);
}

function found(path: string, version: string, origin: string): ResolvedTool {
  return { name: "opentofu", title: entry.title, version, path, origin };
}
