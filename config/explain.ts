import { usageError } from "../common/errors";
import type { Json } from "../common/json";
import type { Origin } from "./defaults";
import type { LoadedEnvironment } from "./load";
import { environmentSchema, type Schema, schemaAt, valueSchema } from "./schema";
import { nearest } from "./suggest";
import { escapeText, type Path, pathText } from "./tree";

/** One final value and where it comes from. */
export interface Explanation {
  /** For instance `access.approvers[0].email`. */
  readonly path: string;
  readonly value: Json;
  readonly origin: { readonly file: string; readonly line: number } | { readonly default: string };
}

/**
 * Every value of the environment, or those at and under one path, in the order of the schema.
 * @throws UserError (exit 2) if the schema has no such path
 */
export function explainEnvironment(loaded: LoadedEnvironment, path?: string): readonly Explanation[] {
  const all = leaves(loaded.environment, []).map(({ path: at, value }): Explanation => {
    const text = pathText(at);
    return { path: text, value, origin: shortOrigin(loaded.origins.get(text)) };
  });
  if (path === undefined || path === "") return all;
  const wanted = path.replace(/\.(\d+)(?=\.|\[|$)/g, "[$1]");
  const found = all.filter(
    (entry) => entry.path === wanted || entry.path.startsWith(`${wanted}.`) || entry.path.startsWith(`${wanted}[`),
  );
  return found.length > 0 ? found : [absent(wanted, all)];
}

/** The same for people: `path: value  # file:line`. */
export function formatExplanations(entries: readonly Explanation[]): string {
  const lines = entries.map(({ path, value, origin }) => ({
    left: `${path}: ${typeof value === "string" ? escapeText(value, 500) : JSON.stringify(value)}`,
    right: "default" in origin ? `default: ${origin.default}` : `${origin.file}:${origin.line}`,
  }));
  const width = Math.min(60, Math.max(0, ...lines.map(({ left }) => left.length)));
  return lines.map(({ left, right }) => `${left.padEnd(width)}  # ${right}\n`).join("");
}

function leaves(value: unknown, path: Path): { readonly path: Path; readonly value: Json }[] {
  if (Array.isArray(value) && value.length > 0) return value.flatMap((item, index) => leaves(item, [...path, index]));
  if (value !== null && typeof value === "object" && !Array.isArray(value) && Object.keys(value).length > 0) {
    return Object.entries(value).flatMap(([key, item]) => (item === undefined ? [] : leaves(item, [...path, key])));
  }
  return [{ path, value: value as Json }];
}

function shortOrigin(origin: Origin | undefined): Explanation["origin"] {
  if (origin === undefined) throw new Error("a value of the environment has no origin");
  return "default" in origin ? { default: origin.default } : { file: origin.file, line: origin.line };
}

/** A path without a value: optional and not given, or not there at all. */
function absent(path: string, all: readonly Explanation[]): Explanation {
  const steps = path.split(/[.[\]]+/).filter((step) => step !== "");
  const schema = steps.length > 0 ? schemaAt(steps) : undefined;
  if (schema?.["x-reserved"] !== undefined) {
    throw usageError("not-in-this-version", `${escapeText(path, 80)} is not in this version: ${schema["x-reserved"]}`);
  }
  if (schema !== undefined && schema["x-fileOnly"] !== true && isPlainField(steps)) {
    return { path, value: null, origin: { default: "not given: it is optional" } };
  }
  const places = [...new Set([...all.map((entry) => entry.path), ...fieldPaths(environmentSchema(), [])])];
  const near = nearest(path, places) ?? nearest(steps[0] ?? "", Object.keys(fieldsOf(environmentSchema())));
  throw usageError(
    "unknown-path",
    `${escapeText(path, 80)} is no part of the environment`,
    near === undefined
      ? `Parts: ${Object.keys(fieldsOf(environmentSchema())).join(", ")}.`
      : `Did you mean \`${near}\`?`,
  );
}

/** True if every step is a field of the schema: of an entry that the author would name, "not given" would say too much. */
function isPlainField(steps: readonly string[]): boolean {
  let schema: Schema | undefined = environmentSchema();
  for (const step of steps) {
    schema = schema === undefined ? undefined : fieldsOf(schema)[step];
    if (schema === undefined) return false;
  }
  return true;
}

function fieldPaths(schema: Schema, path: readonly string[]): string[] {
  return Object.entries(fieldsOf(schema)).flatMap(([name, field]) => {
    const here = [...path, name];
    return [here.join("."), ...(valueSchema(field) === undefined ? fieldPaths(field, here) : [])];
  });
}

function fieldsOf(schema: Schema): { readonly [name: string]: Schema } {
  return Object.fromEntries(
    Object.entries(schema.properties ?? {}).filter(
      ([, field]) => field["x-reserved"] === undefined && field["x-fileOnly"] !== true,
    ),
  );
}
