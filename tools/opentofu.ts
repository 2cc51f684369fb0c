/**
 * Finds OpenTofu, or builds it once into the project's cache: node --import tsx tools/opentofu.ts
 */
import { UserError } from "../common/errors";
import { exitCodes } from "../common/exitCodes";
import { cacheDirectory } from "./resolve/cache";
import { resolveOpenTofu } from "./resolve/opentofu";

const say = (text: string) => process.stderr.write(`${text}\n`);

resolveOpenTofu(cacheDirectory(), say).then(
  ({ title, version, path, origin }) => say(`${title} ${version} (${origin}): ${path}`),
  (error: unknown) => {
    say(error instanceof UserError ? `${error.message}\n${error.hint ?? ""}` : String(error));
    process.exitCode = error instanceof UserError ? error.exitCode : exitCodes.engineFailed;
  },
);
