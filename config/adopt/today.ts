/**
 * What a folder of DIGIT-DevOps says of an installation: answers of `input.yaml`, variables of Terraform, and the
 * environment's YAML of the charts. Files of secrets are named and never read.
 */
import { parse } from "yaml";

/** A file of the folder; `text` is left out for what is not to be read. */
export interface FolderFile {
  readonly path: string;
  readonly text?: string;
}

/** One thing that is said, and where. */
export interface Statement {
  readonly file: string;
  /** Path inside the file: `vpc_cidr_block`, `global.domain`. */
  readonly key: string;
  readonly value: Value;
}

type Value = string | number | boolean | null | readonly Value[] | { readonly [key: string]: Value };

export interface Today {
  readonly statements: readonly Statement[];
  /** Parts of the charts' YAML, by the file: one for each service. */
  readonly services: readonly { readonly file: string; readonly name: string }[];
  readonly secretFiles: readonly string[];
  /** Files that could not be read, with the reason. */
  readonly unreadable: readonly { readonly file: string; readonly why: string }[];
}

/** A text that stands for a value which somebody should have put in. */
export function isPlaceholder(value: unknown): boolean {
  return typeof value === "string" && (/<[\w-]+>/.test(value) || value.trim() === "");
}

/** Parts of an environment's YAML that are settings of all services, not a service. */
const common = new Set(["global", "cluster-configs"]);

export function readToday(files: readonly FolderFile[]): Today {
  const statements: Statement[] = [];
  const services: { file: string; name: string }[] = [];
  const unreadable: { file: string; why: string }[] = [];
  for (const { path, text } of files) {
    if (text === undefined) continue;
    try {
      if (path.endsWith("variables.tf")) statements.push(...variablesIn(path, text));
      else if (/(^|\/)input\.ya?ml$/.test(path)) statements.push(...leaves(path, parsed(text)));
      else {
        const document = parsed(text);
        if (typeof document !== "object" || document === null || Array.isArray(document)) continue;
        for (const [name, part] of Object.entries(document)) {
          if (common.has(name)) statements.push(...leaves(path, part, name));
          else services.push({ file: path, name });
        }
      }
    } catch (error) {
      unreadable.push({
        file: path,
        why: error instanceof Error ? (error.message.split("\n")[0] ?? "") : "unreadable",
      });
    }
  }
  return {
    statements,
    services,
    secretFiles: files.filter((file) => file.text === undefined).map(({ path }) => path),
    unreadable,
  };
}

function parsed(text: string): Value {
  return parse(text, { uniqueKeys: false, logLevel: "error" }) as Value;
}

function leaves(file: string, value: Value, key = ""): readonly Statement[] {
  if (typeof value === "object" && value !== null && !Array.isArray(value)) {
    return Object.entries(value).flatMap(([name, inner]) => leaves(file, inner, key === "" ? name : `${key}.${name}`));
  }
  return value === null || key === "" ? [] : [{ file, key, value }];
}

/** Defaults of variables. The installer leaves `<name>` in place of values, so it is no HCL yet: only constants count. */
function variablesIn(file: string, text: string): readonly Statement[] {
  return [...text.matchAll(/^variable\s+"?([\w-]+)"?\s*\{(?:\s*\}|([\s\S]*?)^\})/gm)].flatMap(
    ([, key = "", body = ""]) => {
      const written = /^\s*default\s*=\s*(.+?)\s*(?:#.*)?$/m.exec(body)?.[1];
      const value = written === undefined ? undefined : constantOf(written);
      return value === undefined ? [] : [{ file, key, value }];
    },
  );
}

function constantOf(written: string): Value | undefined {
  if (/^<[\w-]+>$/.test(written)) return written;
  if (!/^(".*"|\[.*\]|-?\d+(\.\d+)?|true|false)$/.test(written)) return undefined;
  try {
    return JSON.parse(written.replace(/,\s*\]/, "]")) as Value;
  } catch {
    return undefined;
  }
}
