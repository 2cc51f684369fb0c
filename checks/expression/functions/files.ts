/** Functions that read files of the module. They need the scope, because it says which files there are. */
import { createHash } from "node:crypto";
import type { Datum } from "../../graph/graph";
import { hole, holesIn, isHole, isObject, isTemplate, mergedHole } from "../datum";
import type { FileAccess } from "../evaluate";
import { EvaluationFailure } from "./failure";
import { asSet, textOf } from "./values";

type FileFunction = (args: readonly Datum[], files: FileAccess) => Datum;

const functions: Readonly<Record<string, FileFunction>> = {
  file: ([path], files) => withBytes(path, files, utf8),
  filebase64: ([path], files) => withBytes(path, files, (bytes) => Buffer.from(bytes).toString("base64")),
  filemd5: hashed("md5", "hex"),
  filesha1: hashed("sha1", "hex"),
  filesha256: hashed("sha256", "hex"),
  filesha512: hashed("sha512", "hex"),
  filebase64sha256: hashed("sha256", "base64"),
  filebase64sha512: hashed("sha512", "base64"),
  // A file that is not there now may be made by the time of the deployment, but one that is there stays.
  fileexists: ([path], files) => {
    const found = files.read(textOf(path));
    return "bytes" in found ? true : hole(found.cause);
  },
  fileset: ([path, pattern], files) => {
    const found = files.list(textOf(path));
    if ("cause" in found) return hole(found.cause);
    const matching = globPattern(textOf(pattern));
    return asSet(found.files.filter((file) => matching.test(file)));
  },
};

export function isFileFunction(name: string): boolean {
  return Object.hasOwn(functions, name);
}

export function callFileFunction(name: string, args: readonly Datum[], files: FileAccess | undefined): Datum {
  const holes = holesIn([...args]);
  if (holes.length > 0) return mergedHole(holes, name);
  if (!files) return hole(`${name} reads ${textOf(args[0])}, which is not part of the input`);
  return functions[name]?.(args, files) ?? null;
}

/** Text of a template and the names that it may use; a hole where either is not known. */
export function templateSource(
  name: string,
  [source, variables]: readonly Datum[],
  files: FileAccess | undefined,
): { readonly text: string; readonly names: Readonly<Record<string, Datum>> } | { readonly open: Datum } {
  if (isHole(source) || isTemplate(source) || isHole(variables))
    return { open: mergedHole(holesIn([source ?? null, variables ?? null]), name) };
  const text = name === "templatefile" ? callFileFunction("file", [source ?? null], files) : textOf(source);
  if (typeof text !== "string") return { open: text };
  if (variables !== undefined && !isObject(variables)) throw new EvaluationFailure(`${name} needs an object of names`);
  return { text, names: variables ?? {} };
}

function withBytes(path: Datum | undefined, files: FileAccess, use: (bytes: Uint8Array) => Datum): Datum {
  const found = files.read(textOf(path));
  return "bytes" in found ? use(found.bytes) : hole(found.cause);
}

function hashed(algorithm: string, encoding: "hex" | "base64"): FileFunction {
  return ([path], files) => withBytes(path, files, (bytes) => createHash(algorithm).update(bytes).digest(encoding));
}

function utf8(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new EvaluationFailure("the file is not text in UTF-8");
  }
}

/** `*` stays within a folder, `**` does not, `{a,b}` is a choice. */
function globPattern(glob: string): RegExp {
  const tokens = /\*\*\/|\*\*|\*|\?|\{[^{}]*\}|\[[^\]]*\]|[\s\S]/g;
  const source = [...glob.matchAll(tokens)].map(([token]) => {
    if (token === "**/") return "(?:.*/)?";
    if (token === "**") return ".*";
    if (token === "*") return "[^/]*";
    if (token === "?") return "[^/]";
    if (token.startsWith("{")) return `(?:${token.slice(1, -1).split(",").map(escaped).join("|")})`;
    if (token.startsWith("[") && token.length > 2)
      return `[${token
        .slice(1, -1)
        .replace(/[\\\]]/g, "\\$&")
        .replace(/^!/, "^")}]`;
    return escaped(token);
  });
  return new RegExp(`^${source.join("")}$`);
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&").replaceAll("\\*", "[^/]*");
}
