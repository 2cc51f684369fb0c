import type { ErrorObject } from "ajv";
import { environmentSchema, type Schema, valueSchema } from "./schema";
import { nearest } from "./suggest";
import { type Path, pathText, showValue, type Tree, treeAt } from "./tree";

/** What one complaint of ajv says in our words. */
export interface Wording {
  readonly code: string;
  readonly message: string;
  readonly hint?: string;
  /** The key below the complaint's place that it is about. */
  readonly below?: string;
  /** The key that a misspelt one most likely means. */
  readonly meant?: string;
  /** Point at the key rather than at the value. */
  readonly showKey?: boolean;
}

/** Undefined where another complaint about the same place says it better. */
export function worded(error: ErrorObject, path: Path, tree: Tree): Wording | undefined {
  const schema = (error.parentSchema ?? {}) as Schema;
  const here = path.length === 0 ? "the file" : pathText(path);
  switch (error.keyword) {
    case "required":
      return missing(String(error.params.missingProperty), schema, path);
    case "additionalProperties":
      return unknown(String(error.params.additionalProperty), schema, path);
    case "not":
      return {
        code: "not-in-this-version",
        message: `${here} is not in this version: nothing acts on it yet (${schema["x-reserved"] ?? "reserved"})`,
        hint: "Remove it for now.",
        showKey: true,
      };
    case "type":
      return wrongType(error, schema, here, treeAt(tree, path));
    case "enum":
      return notAllowed(error.data, schema, here);
    case "const":
      return {
        code: "not-allowed",
        message: `${here} is ${showValue(error.data)}, but this version reads only ${JSON.stringify(schema.const)}`,
        hint: `Write ${JSON.stringify(schema.const)}.`,
      };
    case "pattern":
      // A key's pattern is told by `propertyNames`, which knows the key.
      if (error.propertyName !== undefined) return undefined;
      return wrongFormat(error.data, schema, here);
    case "format":
      return wrongFormat(error.data, schema, here);
    case "propertyNames":
      return {
        code: "wrong-key-name",
        message: `${pathText([...path, String(error.params.propertyName)])} has a name that is not allowed`,
        hint: `Allowed: ${schema.propertyNames?.["x-allowed"] ?? "a plain word"}.`,
        below: String(error.params.propertyName),
        showKey: true,
      };
    default:
      return outOfBounds(error, schema, here);
  }
}

function missing(key: string, schema: Schema, path: Path): Wording {
  const field = schema.properties?.[key];
  const example = field?.examples?.[0];
  const shown = typeof example === "object" ? "" : ` ${JSON.stringify(example)}`;
  return {
    code: "missing-key",
    message: `${pathText([...path, key])} is missing: ${field?.description ?? "it is required"}`,
    hint: `Add \`${key}:${shown}\`${path.length === 0 ? "" : ` under \`${pathText(path)}\``}.`,
    below: key,
  };
}

function unknown(key: string, schema: Schema, path: Path): Wording {
  const allowed = Object.keys(schema.properties ?? {}).filter(
    (name) => schema.properties?.[name]?.["x-reserved"] === undefined,
  );
  const near = nearest(key, allowed);
  const elsewhere = near === undefined ? placesOf(key) : [];
  const list = allowed.length === 0 ? "nothing" : allowed.join(", ");
  const hint =
    near !== undefined
      ? `Did you mean \`${near}\`?`
      : elsewhere.length > 0
        ? `It has its place at ${elsewhere
            .slice(0, 3)
            .map((place) => `\`${place}\``)
            .join(" or ")}.`
        : `Allowed here: ${list}.`;
  return {
    code: "unknown-key",
    ...(near === undefined ? {} : { meant: near }),
    message: `${pathText([...path, key])} is no key of an environment file`,
    hint,
    below: key,
    showKey: true,
  };
}

/** Where else in the schema a key of this name has its place. */
function placesOf(key: string): string[] {
  const found: string[] = [];
  const search = (schema: Schema, path: readonly string[]): void => {
    for (const [name, field] of Object.entries(schema.properties ?? {})) {
      if (field["x-reserved"] !== undefined) continue;
      if (name === key) found.push([...path, name].join("."));
      search(field, [...path, name]);
    }
    const values = valueSchema(schema);
    if (values !== undefined) search(values, [...path, "<name>"]);
    if (schema.items !== undefined) search(schema.items, [...path, "<number>"]);
  };
  search(environmentSchema(), []);
  return found.sort((left, right) => left.length - right.length || (left < right ? -1 : 1));
}

const typeWords: { readonly [type: string]: string } = {
  object: "a map",
  array: "a list",
  string: "text",
  integer: "a whole number",
  boolean: "true or false",
};

function wrongType(error: ErrorObject, schema: Schema, here: string, tree: Tree | undefined): Wording {
  const wanted = typeWords[schema.type ?? ""] ?? "something else";
  if (error.data === null) {
    const example = schema.examples?.[0];
    return {
      code: "empty-value",
      message: `${here} has no value; it takes ${wanted}`,
      hint: typeof example === "object" ? "Fill it, or remove the key." : `For example ${JSON.stringify(example)}.`,
    };
  }
  const wording = { code: "wrong-type", message: `${here} is ${showValue(error.data)}, but takes ${wanted}` };
  if (schema.type === "string" && tree?.kind === "scalar")
    return { ...wording, hint: `Write it in quotes: ${showValue(tree.source)}.` };
  if (schema.type === "boolean" && typeof error.data === "string") {
    const meant = /^(yes|on|y|true)$/i.test(error.data)
      ? "true"
      : /^(no|off|n|false)$/i.test(error.data)
        ? "false"
        : undefined;
    return {
      ...wording,
      hint: meant === undefined ? "Write true or false, without quotes." : `Write ${meant}, without quotes.`,
    };
  }
  if (schema.type === "integer")
    return {
      ...wording,
      hint: `Write a whole number without quotes and unit, such as ${JSON.stringify(schema.examples?.[0])}.`,
    };
  return { ...wording, ...(schema.description === undefined ? {} : { hint: schema.description }) };
}

function notAllowed(data: unknown, schema: Schema, here: string): Wording {
  const values = schema.enum ?? [];
  const allowed = `Allowed: ${values.join(", ")}.`;
  if (typeof data !== "string") return { code: "not-allowed", message: `${here} is ${showValue(data)}`, hint: allowed };
  const later = schema["x-later"];
  if (later !== undefined && Object.hasOwn(later, data))
    return {
      code: "not-in-this-version",
      message: `${here} ${showValue(data)} is not in this version: ${later[data]}`,
      hint: allowed,
    };
  const near = nearest(data, values);
  return {
    code: "not-allowed",
    message: `${here} is ${showValue(data)}, which is not among the allowed values`,
    hint: near === undefined ? allowed : `Did you mean ${near}? ${allowed}`,
  };
}

function wrongFormat(data: unknown, schema: Schema, here: string): Wording {
  return {
    code: "wrong-format",
    message: `${here} is ${showValue(data)}, which has the wrong form`,
    hint: `Allowed: ${schema["x-allowed"] ?? `for example ${JSON.stringify(schema.examples?.[0])}`}.`,
  };
}

function outOfBounds(error: ErrorObject, schema: Schema, here: string): Wording {
  const limit = String(error.params.limit);
  switch (error.keyword) {
    case "minimum":
      if (schema["x-minimumReason"] !== undefined) {
        return {
          code: "below-legal-minimum",
          message: `${here} is ${showValue(error.data)}, but ${schema["x-minimumReason"]}`,
          hint: `Write ${limit} or more.`,
        };
      }
      return { code: "below-minimum", message: `${here} is ${showValue(error.data)}`, hint: `Write ${limit} or more.` };
    case "maximum":
      return { code: "above-maximum", message: `${here} is ${showValue(error.data)}`, hint: `Write ${limit} or less.` };
    case "minLength":
      return {
        code: "empty-value",
        message: `${here} is empty`,
        hint: `For example ${JSON.stringify(schema.examples?.[0])}.`,
      };
    case "maxLength":
      return { code: "too-long", message: `${here} is longer than ${limit} characters`, hint: "Shorten it." };
    case "minItems":
    case "minProperties":
      return {
        code: "too-few",
        message: `${here} needs at least ${limit} ${limit === "1" ? "entry" : "entries"}`,
        hint: schema.description ?? "Add one.",
      };
    case "maxItems":
      return { code: "too-many", message: `${here} has more than ${limit} entries`, hint: "Remove some." };
    case "uniqueItems":
      return { code: "duplicate-item", message: `${here} names the same thing twice`, hint: "Keep one of the two." };
    default:
      return {
        code: "wrong-value",
        message: `${here} is not as the schema asks (${error.keyword})`,
        hint: schema.description ?? "See the reference of the environment file.",
      };
  }
}
