import { readFileSync, statSync } from "node:fs";
import { usageError } from "../common/errors";
import { writeFileAtomically } from "../common/files";
import { packageVersion } from "../common/packageRoot";
import { type Bundle, packBundle, unpackBundle } from "../gate/bundle/bundle";
import type { StackManifest } from "../stacks/manifest";

/** @throws UserError exit 2 for a file that is not there or no bundle, 1 for one that was altered or is foreign */
export function readBundleFile(file: string, environment: string, manifest: StackManifest): Bundle {
  let bytes: Buffer;
  try {
    bytes = readFileSync(file);
  } catch (error) {
    const cause = String((error as NodeJS.ErrnoException).code ?? "no cause given");
    throw usageError(
      "no-bundle",
      `The bundle ${file} cannot be read (${cause}).`,
      "Name a file that `plan --bundle` wrote.",
    );
  }
  return unpackBundle(bytes, environment, manifest);
}

/** Readable by its owner alone: a plan holds what Terraform knows. */
export function writeBundleFile(file: string, environment: string, bundle: Bundle): void {
  refuseFolder(file);
  writeFileAtomically(file, packBundle(environment, packageVersion(), bundle), 0o600);
}

/** @throws UserError exit 2; asked before minutes of planning */
export function refuseFolder(file: string): void {
  if (file !== "" && !statSync(file, { throwIfNoEntry: false })?.isDirectory()) return;
  throw usageError(
    "bundle-is-directory",
    "--bundle takes the name of a file.",
    "Name a file in a folder that can be written.",
  );
}
