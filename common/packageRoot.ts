import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** Directory of this package, from the bundle as from the sources: where the emulator's Python and the examples lie. */
export function packageRoot(start: string = __dirname): string {
  for (let directory = start; ; directory = dirname(directory)) {
    const file = join(directory, "package.json");
    if (existsSync(file) && JSON.parse(readFileSync(file, "utf8")).name === "digit-platform") return directory;
    if (dirname(directory) === directory) throw new Error(`no digit-platform package above ${start}`);
  }
}

/** Version of the product, from its package.json. */
export function packageVersion(): string {
  return JSON.parse(readFileSync(join(packageRoot(), "package.json"), "utf8")).version;
}
