/** Types and sensitivity of attributes as the provider's schema has them, where the catalogue knows the resource. */
import { emptyRecord, isHole, isList, isObject, isTemplate } from "../expression/datum";
import catalogue from "./attributeTypes.json";
import type { Datum } from "./graph";
import { type PathStep, withoutIndexes } from "./path";

/** Paths without list positions, separated by blanks; `*` stands for any key of a map. */
interface TypeEntry {
  readonly boolean?: string;
  readonly number?: string;
  readonly sensitive?: string;
}

const entries: Readonly<Record<string, TypeEntry>> = catalogue.types;

type Wanted = "boolean" | "number" | "text";

function entryOf(type: string): TypeEntry | undefined {
  return Object.hasOwn(entries, type) ? entries[type] : undefined;
}

function lists(paths: string | undefined, path: string): boolean {
  return paths !== undefined && ` ${paths} `.includes(` ${path} `);
}

function wantedAt(entry: TypeEntry, path: string): Wanted {
  const asMap = path.replace(/[^.]+$/, "*");
  if (lists(entry.boolean, path) || lists(entry.boolean, asMap)) return "boolean";
  return lists(entry.number, path) || lists(entry.number, asMap) ? "number" : "text";
}

/**
 * Values as the provider converts them: "true" becomes true where the attribute is a boolean, and 1 becomes "1" where
 * it is text. A resource that the catalogue does not know keeps its values as they are written.
 */
export function coerce(type: string, steps: readonly PathStep[], datum: Datum): Datum {
  const entry = entryOf(type);
  return entry ? convert(entry, withoutIndexes(steps), datum) : datum;
}

function convert(entry: TypeEntry, path: string, datum: Datum): Datum {
  if (isHole(datum) || isTemplate(datum) || datum === null) return datum;
  if (isList(datum)) return datum.map((item) => convert(entry, path, item));
  if (isObject(datum)) {
    const converted = emptyRecord();
    for (const [key, item] of Object.entries(datum))
      converted[key] = convert(entry, path === "" ? key : `${path}.${key}`, item);
    return converted;
  }
  const wanted = wantedAt(entry, path);
  if (wanted === "boolean")
    return datum === "true" || datum === "1" || datum === 1
      ? true
      : datum === "false" || datum === "0" || datum === 0
        ? false
        : datum;
  if (wanted === "number")
    return typeof datum === "string" && datum.trim() !== "" && !Number.isNaN(Number(datum)) ? Number(datum) : datum;
  return String(datum);
}

/** True when the provider marks the attribute, one that holds it, or one inside it as sensitive. */
export function isSensitiveBySchema(type: string, steps: readonly PathStep[]): boolean {
  const sensitive = entryOf(type)?.sensitive;
  if (sensitive === undefined) return false;
  const path = withoutIndexes(steps);
  return sensitive
    .split(" ")
    .some((one) => one === path || path.startsWith(`${one}.`) || one.startsWith(`${path}.`) || path === "");
}
