import { existsSync, statSync } from "node:fs";
import { delimiter, join } from "node:path";

/** Files called `name` in the directories of PATH, in their order. */
export function onPath(name: string, path: string = process.env.PATH ?? ""): string[] {
  return path
    .split(delimiter)
    .filter((directory) => directory !== "")
    .map((directory) => join(directory, name))
    .filter((file) => existsSync(file) && statSync(file).isFile());
}
