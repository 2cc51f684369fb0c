/** Type constraints of variables, and values as Terraform converts them to one. */
import type { Datum, DatumObject } from "../graph/graph";
import type { Expression } from "./ast";
import { emptyRecord, hole, isHole, isList, isObject, isTemplate, member } from "./datum";
import { evaluate } from "./evaluate";
import { asSet, elementsOf, textOf } from "./functions/values";

export type TypeConstraint =
  | { readonly kind: "any" | "string" | "number" | "bool" }
  | { readonly kind: "list" | "set" | "map"; readonly of: TypeConstraint }
  | { readonly kind: "tuple"; readonly items: readonly TypeConstraint[] }
  | { readonly kind: "object"; readonly attributes: readonly AttributeType[] };

interface AttributeType {
  readonly name: string;
  readonly type: TypeConstraint;
  readonly optional: boolean;
  readonly default: Expression | undefined;
}

const any: TypeConstraint = { kind: "any" };

/** `list(object({ a = optional(string, "x") }))`; whatever is no type constrains nothing. */
export function typeConstraint(expression: Expression): TypeConstraint {
  if (expression.kind === "literal") return named(String(expression.value));
  if (expression.kind === "reference") return named(expression.name);
  if (expression.kind !== "call") return any;
  const [first] = expression.args;
  switch (expression.name) {
    case "list":
    case "set":
    case "map":
      return { kind: expression.name, of: first ? typeConstraint(first) : any };
    case "tuple":
      return first?.kind === "list" ? { kind: "tuple", items: first.items.map(typeConstraint) } : any;
    case "object":
      return first?.kind === "object" ? { kind: "object", attributes: first.items.flatMap(attributeType) } : any;
    default:
      return any;
  }
}

/** Terraform 0.11 wrote types in quotes, and containers without what they hold. */
function named(name: string): TypeConstraint {
  if (name === "string" || name === "number" || name === "bool") return { kind: name };
  return name === "list" || name === "map" || name === "set" ? { kind: name, of: any } : any;
}

function attributeType({ key, value }: { readonly key: Expression; readonly value: Expression }): AttributeType[] {
  if (key.kind !== "literal" || typeof key.value !== "string") return [];
  if (value.kind !== "call" || value.name !== "optional")
    return [{ name: key.value, type: typeConstraint(value), optional: false, default: undefined }];
  const [type, fallback] = value.args;
  return [{ name: key.value, type: type ? typeConstraint(type) : any, optional: true, default: fallback }];
}

/** A value that does not fit stays as it is: Terraform refuses it, and nothing better is known. */
export function converted(value: Datum, type: TypeConstraint): Datum {
  if (isHole(value) || isTemplate(value) || value === null) return value;
  switch (type.kind) {
    case "any":
      return value;
    case "string":
      return typeof value === "number" || typeof value === "boolean" ? textOf(value) : value;
    case "number":
      return typeof value === "string" && /^-?\d+(\.\d+)?([eE][+-]?\d+)?$/.test(value) ? Number(value) : value;
    case "bool":
      return value === "true" ? true : value === "false" ? false : value;
    case "list":
      return isList(value) ? value.map((item) => converted(item, type.of)) : value;
    case "set":
      return isList(value) ? asSet(value.map((item) => converted(item, type.of))) : value;
    case "map":
      return isObject(value) ? mapped(value, type.of) : value;
    case "tuple":
      return isList(value) ? elementsOf(value).map((item, index) => converted(item, type.items[index] ?? any)) : value;
    case "object":
      return isObject(value) ? shaped(value, type.attributes) : value;
  }
}

function mapped(object: DatumObject, of: TypeConstraint): Datum {
  const result = emptyRecord();
  for (const [key, item] of Object.entries(object)) result[key] = converted(item, of);
  return result;
}

/** Only the attributes of the type remain; optional ones that are missing get their default. */
function shaped(object: DatumObject, attributes: readonly AttributeType[]): Datum {
  const result = emptyRecord();
  for (const { name, type, optional, default: fallback } of attributes) {
    const stated = member(object, name);
    const missing = stated === undefined || (stated === null && fallback !== undefined);
    if (!missing) result[name] = converted(stated, type);
    else if (optional) result[name] = converted(constant(fallback), type);
    else result[name] = hole(`the attribute ${name} is missing`);
  }
  return result;
}

/** A default is written without names. */
function constant(expression: Expression | undefined): Datum {
  if (!expression) return null;
  const result = evaluate(expression, { lookup: ({ name }) => hole(`${name} is not known in a default`) });
  return result.kind === "error" ? hole(result.message) : result.value;
}
