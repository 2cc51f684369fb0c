import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { engineFailed } from "../../common/errors";

/**
 * The folder with the emulator's Python files. They are read where the package lies, so the same code finds them from
 * the sources and from the one bundled file in `dist/`.
 */
export function emulatorSources(from: string = __dirname): string {
  for (let folder = from; ; folder = dirname(folder)) {
    const candidate = join(folder, "tools", "emulator");
    if (existsSync(join(candidate, "server.py"))) return candidate;
    if (folder === dirname(folder)) break;
  }
  throw engineFailed(
    "emulator-sources-missing",
    "The emulator's files are missing from this installation.",
    "Run npm ci again.",
  );
}
