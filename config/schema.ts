import schemaJson from "../environments/environment.schema.json";

/**
 * The parts of JSON Schema (draft-07) that the environment schema uses, and its own annotations:
 * - `x-allowed`: what a pattern or a format allows, in words;
 * - `x-reason`: why the default is what it is;
 * - `x-computed`: how a default that depends on other values is found (`config/defaults.ts` holds the function);
 * - `x-fileOnly`: the field steers the reading of the file and is no part of the resolved environment;
 * - `x-reserved`: a place that a later version fills; given now, it is refused;
 * - `x-later`: values that a later version accepts, and why not now;
 * - `x-minimumReason`: the law or limit behind a minimum.
 */
export interface Schema {
  readonly $id?: string;
  readonly title?: string;
  readonly description?: string;
  readonly examples?: readonly unknown[];
  readonly type?: "object" | "array" | "string" | "integer" | "boolean";
  readonly const?: string;
  readonly enum?: readonly string[];
  readonly pattern?: string;
  readonly format?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly minProperties?: number;
  readonly uniqueItems?: boolean;
  readonly not?: object;
  readonly default?: unknown;
  readonly properties?: { readonly [name: string]: Schema };
  readonly required?: readonly string[];
  readonly additionalProperties?: false | Schema;
  readonly propertyNames?: { readonly pattern: string; readonly "x-allowed": string };
  readonly items?: Schema;
  readonly "x-allowed"?: string;
  readonly "x-reason"?: string;
  readonly "x-computed"?: string;
  readonly "x-fileOnly"?: boolean;
  readonly "x-reserved"?: string;
  readonly "x-later"?: { readonly [value: string]: string };
  readonly "x-minimumReason"?: string;
}

/** Annotations that a validator must know of and pass over. */
export const annotations = [
  "x-allowed",
  "x-reason",
  "x-computed",
  "x-fileOnly",
  "x-reserved",
  "x-later",
  "x-minimumReason",
] as const;

/** The shape of an environment file; the one source of its types, its checks, its reference page and its defaults. */
export function environmentSchema(): Schema {
  // The compiler's view of the JSON has a type per field; `config/schema.test.ts` proves that only known keywords occur.
  return schemaJson as unknown as Schema;
}

/** Key of a map whose keys the author chooses, such as `access.groups`: the schema of its values, else undefined. */
export function valueSchema(schema: Schema): Schema | undefined {
  return typeof schema.additionalProperties === "object" ? schema.additionalProperties : undefined;
}

/** The schema that a path of keys (list indexes as digits) leads to, or undefined where there is no such place. */
export function schemaAt(path: readonly string[], root: Schema = environmentSchema()): Schema | undefined {
  let current: Schema | undefined = root;
  for (const key of path) {
    if (current === undefined) return undefined;
    const own: Schema | undefined =
      current.properties !== undefined && Object.hasOwn(current.properties, key) ? current.properties[key] : undefined;
    current = own ?? valueSchema(current) ?? current.items;
  }
  return current;
}
