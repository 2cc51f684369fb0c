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

/** The catalogue's entry of a type, taken apart when the type is met first. */
interface Schema {
  readonly wanted: ReadonlyMap<string, Wanted>;
  readonly sensitive: readonly string[];
}

const schemas = new Map<string, Schema | undefined>();

function schemaOf(type: string): Schema | undefined {
  if (!schemas.has(type)) schemas.set(type, Object.hasOwn(entries, type) ? takenApart(entries[type] ?? {}) : undefined);
  return schemas.get(type);
}

function takenApart({ boolean, number, sensitive }: TypeEntry): Schema {
  const paths = (text: string | undefined) => (text === undefined ? [] : text.split(" "));
  return {
    wanted: new Map<string, Wanted>([
      ...paths(number).map((path) => [path, "number"] as const),
      ...paths(boolean).map((path) => [path, "boolean"] as const),
    ]),
    sensitive: paths(sensitive),
  };
}

function wantedAt({ wanted }: Schema, path: string): Wanted {
  return wanted.get(path) ?? wanted.get(`${path.slice(0, path.lastIndexOf(".") + 1)}*`) ?? "text";
}

/**
 * Values as the provider converts them: "true" becomes true where the attribute is a boolean, and 1 becomes "1" where
 * it is text. A resource that the catalogue does not know keeps its values as they are written.
 */
export function coerce(type: string, steps: readonly PathStep[], datum: Datum): Datum {
  const schema = schemaOf(type);
  return schema ? convert(schema, withoutIndexes(steps), datum) : datum;
}

function convert(schema: Schema, path: string, datum: Datum): Datum {
  if (isHole(datum) || isTemplate(datum) || datum === null) return datum;
  if (isList(datum)) return datum.map((item) => convert(schema, path, item));
  if (isObject(datum)) {
    const converted = emptyRecord();
    for (const [key, item] of Object.entries(datum))
      converted[key] = convert(schema, path === "" ? key : `${path}.${key}`, item);
    return converted;
  }
  const wanted = wantedAt(schema, path);
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
  const sensitive = schemaOf(type)?.sensitive ?? [];
  if (sensitive.length === 0) return false;
  const path = withoutIndexes(steps);
  return sensitive.some(
    (one) => one === path || path.startsWith(`${one}.`) || one.startsWith(`${path}.`) || path === "",
  );
}
