import { readFileSync } from "node:fs";
import { join } from "node:path";
import { satisfies } from "semver";
import { UserError } from "../common/errors";
import { packageRoot } from "../common/packageRoot";
import { readEnvironment } from "../config/load";
import { pinnedMoto, resolveEmulatorPython } from "../tools/emulator/python";
import { cacheDirectory } from "../tools/resolve/cache";
import { toolsCatalogue } from "../tools/resolve/catalogue";
import { resolveEngine } from "../tools/resolve/engine";
import { resolveProviderMirror } from "../tools/resolve/provider";
import type { Progress } from "../tools/resolve/tool";

/** One tool as found on this machine. */
export interface ToolFinding {
  readonly name: string;
  readonly title: string;
  readonly ok: boolean;
  readonly version: string | null;
  /** Where it was found, or why it was not. */
  readonly origin: string;
  readonly neededBy: readonly string[];
  readonly howToGet: string | null;
}

type Entry = { readonly title: string; readonly neededBy: readonly string[]; readonly howToGet: string };

/**
 * Looks for every tool in the order in which the product does, and fetches what can be fetched. All problems at once.
 * Of the engines, the one that the environment names; without one, Terraform.
 */
export async function examine(
  environmentFile: string | undefined,
  progress: Progress,
): Promise<readonly ToolFinding[]> {
  const named = environmentFile === undefined ? undefined : readEnvironment(environmentFile).loaded;
  const engine = named?.environment.engine ?? "terraform";
  const cache = cacheDirectory();
  const findings: ToolFinding[] = [];
  const tools = toolsCatalogue;
  const look = async (
    name: string,
    entry: Entry,
    find: () => Promise<{ version: string; origin: string }>,
  ): Promise<void> => {
    const about = { name, title: entry.title, neededBy: entry.neededBy };
    try {
      const { version, origin } = await find();
      findings.push({ ...about, ok: true, version, origin, howToGet: null });
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      findings.push({
        ...about,
        ok: false,
        version: null,
        origin: error.message,
        howToGet: error.hint ?? entry.howToGet,
      });
    }
  };
  const node = process.versions.node;
  findings.push({
    name: "node",
    title: tools.node.title,
    ok: satisfies(node, tools.node.versions),
    version: node,
    origin: "this process",
    neededBy: tools.node.neededBy,
    howToGet: tools.node.howToGet,
  });
  const quiet = (): void => undefined;
  await look(engine, tools[engine], () => resolveEngine(engine, cache, engine === "opentofu" ? progress : quiet));
  await look("provider-aws", tools["provider-aws"], async () => {
    const mirror = resolveProviderMirror();
    return mirror
      ? { version: mirror.version, origin: `${mirror.origin} (${mirror.path})` }
      : {
          version: tools["provider-aws"].version,
          origin: "Terraform's registry or mirror, at the first `terraform init`",
        };
  });
  await look("moto", tools.moto, async () => {
    const found = await resolveEmulatorPython(cache, quiet);
    return {
      version: pinnedMoto(readFileSync(join(packageRoot(), tools.moto.requirements), "utf8")),
      origin: `Python ${found.version} (${found.origin})`,
    };
  });
  return findings;
}
