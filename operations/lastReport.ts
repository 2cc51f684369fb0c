import { existsSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { usageError } from "../common/errors";
import { loadEnvironment } from "../config/load";
import { environmentDirectory } from "./environmentDirectory";

/** @throws UserError exit 2 when no run has written a report yet. */
export function lastReport(
  environmentFile: string,
  out: string,
  form: "html" | "json",
): { readonly path: string; readonly text: string } {
  const { environment } = loadEnvironment(environmentFile);
  const file = join(environmentDirectory(out, environment.name, false), `report.${form}`);
  const path = relative(process.cwd(), file) || file;
  if (!existsSync(file))
    throw usageError("no-report", `There is no ${path}.`, "Run `plan`, `deploy` or `verify` first; each writes it.");
  return { path, text: readFileSync(file, "utf8") };
}
