import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { invalidInput, type Problem, usageError } from "../../common/errors";
import { writeFileAtomically } from "../../common/files";
import { isRecord, toStableJson } from "../../common/json";

/** Digests that registries gave for an environment's images, kept in Git beside its file. */
export interface ImageLock {
  /** Digest (`sha256:…`) by reference with tag. */
  readonly digests: ReadonlyMap<string, string>;
}

const version = "1.0";
export const digestPattern = /^sha256:[0-9a-f]{64}$/;
const referencePattern = /^[a-z0-9][a-z0-9.:/_-]*:[\w][\w.-]{0,127}$/i;

/** `environments/images/<name>.json`, beside the environment file. */
export function imageLockPath(environmentFile: string, name: string): string {
  return join(dirname(environmentFile), "images", `${name}.json`);
}

/** A file that is not there holds no digests. @throws UserError exit 2 with every problem of the file. */
export function readImageLock(path: string): ImageLock {
  if (!existsSync(path)) return { digests: new Map() };
  const parsed = parse(path);
  const images = isRecord(parsed) && isRecord(parsed.images) ? parsed.images : undefined;
  if (!isRecord(parsed) || parsed.schemaVersion !== version || images === undefined) {
    throw usageError(
      "invalid-image-lock",
      `${path} is no list of digests: it takes {"schemaVersion": "${version}", "images": {"<reference>": "<digest>"}}.`,
      "Restore it from Git, or delete it and run `digit-platform images <env> --resolve`.",
    );
  }
  const problems = Object.entries(images).flatMap(([reference, digest]): readonly Problem[] => {
    const wrong = !referencePattern.test(reference)
      ? "is no reference of an image with a tag"
      : typeof digest !== "string" || !digestPattern.test(digest)
        ? "has no digest of the form sha256:<64 hexadecimal digits>"
        : undefined;
    return wrong === undefined ? [] : [{ code: "invalid-image", message: `${reference} ${wrong}`, file: path }];
  });
  if (problems.length > 0) throw invalidInput(`${path} is no list of digests`, problems);
  return { digests: new Map(Object.entries(images).map(([reference, digest]) => [reference, String(digest)])) };
}

function parse(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch {
    throw usageError("invalid-image-lock", `${path} cannot be read as JSON.`, "Restore it from Git, or delete it.");
  }
}

/** Sorted, so that a change in Git shows what moved. */
export function writeImageLock(path: string, { digests }: ImageLock): void {
  const images = Object.fromEntries([...digests].sort(([a], [b]) => (a < b ? -1 : 1)));
  writeFileAtomically(path, toStableJson({ schemaVersion: version, images }), 0o644);
}
