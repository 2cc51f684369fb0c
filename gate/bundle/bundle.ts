import { gunzipSync, gzipSync } from "node:zlib";
import { gateRefused, type UserError, usageError } from "../../common/errors";
import { sha256 } from "../../common/hash";
import { toStableJson } from "../../common/json";
import type { StackManifest } from "../../stacks/manifest";
import { type PlannedStackFiles, plannedFiles } from "../planned";
import { files } from "../workspace";
import { readTar, type TarEntry, writeTar } from "./tar";

/** Plans, verdicts and inputs of one run of `plan`, to be signed or applied on another machine. */
export interface Bundle {
  readonly stacks: readonly PlannedStackFiles[];
  /** Text of `approval.json`, where somebody has signed. */
  readonly approval: string | undefined;
}

/** Lists what the bundle holds; also a place for a look before anything is unpacked. */
interface Contents {
  readonly schemaVersion: "1.0";
  readonly environment: string;
  readonly kitVersion: string;
  /** SHA-256 of every other file in the archive. */
  readonly files: { readonly [name: string]: string };
}

const contentsFile = "bundle.json";
const approvalEntry = "approval.json";
/** Bytes that a bundle may unpack to: far above any plan, far below any machine's memory. */
const mostBytes = 1024 ** 3;

/**
 * A plan whose state still lies in a local file names that file's place on this machine, so that it can be applied here
 * alone.
 */
export const isPortable = ({ contents }: PlannedStackFiles): boolean => !contents.has(files.backendOverride);

/** The bytes of a bundle (gzipped tar). The same plans give the same bytes. */
export function packBundle(environment: string, kitVersion: string, bundle: Bundle): Buffer {
  const entries: TarEntry[] = [
    ...(bundle.approval === undefined ? [] : [{ name: approvalEntry, content: Buffer.from(bundle.approval, "utf8") }]),
    ...bundle.stacks.flatMap(({ stack, contents }) =>
      [...contents].map(([name, content]) => ({ name: `stacks/${stack.directory}/${name}`, content })),
    ),
  ].sort((a, b) => (a.name < b.name ? -1 : 1));
  const contents: Contents = {
    schemaVersion: "1.0",
    environment,
    kitVersion,
    files: Object.fromEntries(entries.map(({ name, content }) => [name, sha256(content)])),
  };
  const list = { name: contentsFile, content: Buffer.from(toStableJson(contents), "utf8") };
  return gzipSync(writeTar([list, ...entries]));
}

/**
 * Reads a bundle without writing anything of it anywhere. Only names that a stack of this environment can have are taken,
 * so that no path leads out of its folder.
 * @throws UserError exit 2 for a file that is no bundle, 1 for one that was altered or is another environment's
 */
export function unpackBundle(bytes: Buffer, environment: string, manifest: StackManifest): Bundle {
  const allowed = new Set([
    contentsFile,
    approvalEntry,
    ...manifest.stacks.flatMap(({ directory }) => plannedFiles.map((name) => `stacks/${directory}/${name}`)),
  ]);
  let archive: Buffer;
  try {
    archive = gunzipSync(bytes, { maxOutputLength: mostBytes });
  } catch {
    throw usageError(
      "no-bundle",
      "The file is no bundle (a gzipped archive).",
      "Name a file that `plan --bundle` wrote.",
    );
  }
  let entries: ReadonlyMap<string, Buffer>;
  try {
    entries = readTar(archive, (name) => allowed.has(name));
  } catch (error) {
    throw altered(error instanceof Error ? error.message : String(error));
  }
  const contents = parseContents(entries.get(contentsFile));
  if (contents.environment !== environment) {
    throw gateRefused(
      "foreign-bundle",
      `The bundle holds plans of the environment ${JSON.stringify(contents.environment)}, not of ${environment}.`,
      "Name the bundle of this environment, or the environment file of this bundle.",
    );
  }
  const names = [...entries.keys()].filter((name) => name !== contentsFile);
  const wrong = [...new Set([...names, ...Object.keys(contents.files)])].filter((name) => {
    const content = entries.get(name);
    return content === undefined || contents.files[name] !== sha256(content);
  });
  if (wrong.length > 0) throw altered(`not as its list says: ${wrong.sort().join(", ")}`);
  if (toStableJson({ ...contents, schemaVersion: "1.0" }) !== entries.get(contentsFile)?.toString("utf8"))
    throw altered(`its list (${contentsFile}) is not as \`plan --bundle\` writes it`);
  return {
    approval: entries.get(approvalEntry)?.toString("utf8"),
    stacks: manifest.stacks.flatMap((stack) => {
      const found = plannedFiles.flatMap((name): [string, Buffer][] => {
        const content = entries.get(`stacks/${stack.directory}/${name}`);
        return content ? [[name, content]] : [];
      });
      return found.length === 0 ? [] : [{ stack, contents: new Map(found) }];
    }),
  };
}

function parseContents(bytes: Buffer | undefined): Contents {
  try {
    const value = JSON.parse(bytes?.toString("utf8") ?? "") as Partial<Contents> | null;
    if (typeof value?.environment === "string" && value.files !== null && typeof value.files === "object")
      return value as Contents;
  } catch {
    // Said below, as for a list without what a list has.
  }
  throw altered(`its list (${contentsFile}) cannot be read`);
}

function altered(what: string): UserError {
  return gateRefused(
    "bundle-altered",
    `The bundle was altered or damaged: ${what}. Nothing of it was used.`,
    "Have it sent again, or plan again.",
  );
}
