/**
 * A place in a configuration, in whichever syntax it is written. Walking happens on the parsed input itself; a string
 * is parsed as a template only when it is touched.
 */
import { isRecord as isJsonRecord } from "../../common/json";
import type { Expression } from "../expression/ast";
import { budgeted, spend } from "../expression/budget";
import {
  certainMember,
  emptyRecord,
  hole,
  holesIn,
  isHole,
  isList,
  isObject,
  isTemplate,
  member,
  mergedHole,
  sizeOf,
} from "../expression/datum";
import { evaluate, largestValue, type Scope } from "../expression/evaluate";
import { entriesOf, isSet } from "../expression/functions/values";
import { parseTemplate } from "../expression/parser";
import { ConfigLeaf, UnreadPlace, WrittenExpression } from "../expression/written";
import type { ConfigSyntax } from "../inputs/model";
import { bindNames, type GraphScope } from "./boundScope";
import type { Datum } from "./graph";
import type { PathStep } from "./path";

/** Deeper values are cut off with a hole, so that hostile nesting cannot exhaust the stack. */
export const deepestValue = 100;

export type Cursor =
  | {
      readonly kind: "config";
      readonly value: unknown;
      readonly syntax: ConfigSyntax;
      readonly scope: GraphScope;
      /** Certain to be a block: in a plan, `{}` is an empty block in a list and an expression elsewhere. */
      readonly block?: boolean;
    }
  | { readonly kind: "list"; readonly items: readonly Cursor[] }
  | { readonly kind: "datum"; readonly datum: Datum };

type ConfigCursor = Extract<Cursor, { kind: "config" }>;

export function isRecord(value: unknown): value is Record<string, unknown> {
  return isJsonRecord(value) && !(value instanceof ConfigLeaf);
}

function own(record: Record<string, unknown>, key: string): unknown {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}

function looksLikeTemplate(text: string): boolean {
  return text.includes("${") || text.includes("%{");
}

type ParsedText = Expression | { readonly broken: string };

const parsedTexts = new Map<string, ParsedText>();
/** Modules that are used a hundred times bring the same few thousand expressions each time. */
const mostParsedTexts = 5000;

/** The expression that a string of Terraform JSON is, or undefined for plain text. */
export function expressionOf(text: string): ParsedText | undefined {
  if (!looksLikeTemplate(text)) return undefined;
  const known = parsedTexts.get(text);
  if (known) return known;
  const parsed = parseTemplate(text);
  const expression = parsed.ok ? parsed.expression : { broken: `the expression cannot be read: ${parsed.message}` };
  if (parsedTexts.size < mostParsedTexts) parsedTexts.set(text, expression);
  return expression;
}

function evaluateText(text: string, scope: Scope): Datum {
  const expression = expressionOf(text);
  if (expression === undefined) return text;
  return "broken" in expression ? hole(expression.broken) : evaluated(expression, scope);
}

function evaluated(expression: Expression, scope: Scope): Datum {
  const result = evaluate(expression, scope);
  return result.kind === "error" ? hole(`the expression cannot be evaluated: ${result.message}`) : result.value;
}

/** In a plan's configuration, an expression is a leaf object; anything else is a block or a list of blocks. */
export function leafOfPlan({
  value,
  block,
}: ConfigCursor): { readonly constant: unknown } | { readonly references: readonly string[] } | undefined {
  if (!isRecord(value)) return undefined;
  if (Object.hasOwn(value, "constant_value")) return { constant: value.constant_value };
  if (Array.isArray(value.references)) return { references: value.references.filter((one) => typeof one === "string") };
  return Object.keys(value).length === 0 && !block ? { references: [] } : undefined;
}

/** The cursor with a plan's leaf taken apart, and text evaluated where it is a template. */
function opened(cursor: Cursor): Cursor {
  if (cursor.kind !== "config") return cursor;
  const { value, syntax, scope } = cursor;
  if (value instanceof WrittenExpression) return openedExpression(cursor, value.expression);
  if (value instanceof UnreadPlace) return { kind: "datum", datum: hole(value.cause) };
  if (syntax === "plan") {
    const leaf = leafOfPlan(cursor);
    if (leaf && "constant" in leaf) return opened({ kind: "config", value: leaf.constant, syntax: "json", scope });
    if (leaf) return { kind: "datum", datum: scope.opaque(leaf.references) };
  }
  if (typeof value === "string" && syntax === "json") return { kind: "datum", datum: evaluateText(value, scope) };
  return cursor;
}

/** Written lists and objects stay places, so that one part of them can be looked at without the others. */
function openedExpression(cursor: ConfigCursor, expression: Expression): Cursor {
  if (expression.kind === "list")
    return { ...cursor, value: expression.items.map((item) => new WrittenExpression(item)) };
  const record = expression.kind === "object" ? recordOfObject(expression) : undefined;
  return record ? { ...cursor, value: record } : { kind: "datum", datum: evaluated(expression, cursor.scope) };
}

function recordOfObject(object: Extract<Expression, { kind: "object" }>): Record<string, unknown> | undefined {
  const record = Object.create(null) as Record<string, unknown>;
  for (const { key, value } of object.items) {
    if (key.kind !== "literal" || typeof key.value !== "string") return undefined;
    record[key.value] = new WrittenExpression(value);
  }
  return record;
}

export function itemsOf(cursor: ConfigCursor, values: readonly unknown[]): readonly ConfigCursor[] {
  const { syntax, scope } = cursor;
  return values.map((value) => ({ kind: "config", value, syntax, scope, block: true }));
}

/** One step further; undefined where nothing is stated. */
export function stepInto(cursor: Cursor, step: PathStep): Cursor | undefined {
  const here = opened(cursor);
  if (here.kind === "datum") {
    const datum = stepIntoDatum(here.datum, step);
    return datum === undefined ? undefined : { kind: "datum", datum };
  }
  if (here.kind === "list") return stepIntoItems(here.items, step);
  if (Array.isArray(here.value)) return stepIntoItems(itemsOf(here, here.value), step);
  if (isRecord(here.value)) {
    // A single block is written as an object by some and as a list of one by others.
    if (typeof step === "number") return step === 0 ? here : undefined;
    return memberOf(here, here.value, step);
  }
  return undefined;
}

function stepIntoItems(items: readonly Cursor[], step: PathStep): Cursor | undefined {
  if (typeof step === "number") return items[step];
  const found = items.flatMap((item) => stepInto(item, step) ?? []);
  return items.length === 1 || found.length === 0 ? found[0] : { kind: "list", items: found };
}

function stepIntoDatum(datum: Datum, step: PathStep): Datum | undefined {
  if (isHole(datum) && datum.whole && typeof step === "string")
    return datum.whole.attribute([{ kind: "attribute", name: step }]);
  const certain = certainMember(datum, step);
  if (certain !== undefined) return certain;
  if (isHole(datum) || isTemplate(datum)) return mergedHole(holesIn(datum), "part of a value that is not known");
  if (isList(datum)) {
    if (typeof step === "number") return datum[step];
    const found = datum.flatMap((item) => stepIntoDatum(item, step) ?? []);
    return datum.length === 1 || found.length === 0 ? found[0] : found;
  }
  if (isObject(datum)) return step === 0 ? datum : member(datum, String(step));
  return undefined;
}

/** A member of a block, with the dynamic blocks of that name expanded beside the written ones. */
export function memberOf(cursor: ConfigCursor, body: Record<string, unknown>, name: string): Cursor | undefined {
  const written = own(body, name);
  const { syntax, scope } = cursor;
  const base: Cursor | undefined =
    written === undefined ? undefined : { kind: "config", value: written, syntax, scope, block: false };
  if (!hasDynamic(cursor, body)) return base;
  const definitions = [body.dynamic].flat().flatMap((group) => (isRecord(group) ? [own(group, name)].flat() : []));
  const expanded = definitions.filter(isRecord).flatMap((definition) => expandDynamic(cursor, name, definition));
  if (expanded.length === 0) return base;
  const before =
    base === undefined ? [] : Array.isArray(written) ? written.map((value) => ({ ...cursor, value })) : [base];
  return { kind: "list", items: [...before, ...expanded] };
}

/** In HCL an object may have a key of that name, which is then no block. */
function hasDynamic(cursor: ConfigCursor, body: Record<string, unknown>): boolean {
  const dynamic = own(body, "dynamic");
  return cursor.syntax === "json" && dynamic !== undefined && !(dynamic instanceof WrittenExpression);
}

function expandDynamic(cursor: ConfigCursor, name: string, definition: Record<string, unknown>): readonly Cursor[] {
  const iterator = typeof definition.iterator === "string" ? definition.iterator.replace(/^\$\{(.*)\}$/, "$1") : name;
  const over = materialise({ ...cursor, value: own(definition, "for_each") ?? null });
  if (isHole(over) || isTemplate(over)) {
    return [{ kind: "datum", datum: mergedHole(holesIn(over), `the blocks ${name} are dynamic`) }];
  }
  const entries: readonly (readonly [Datum, Datum])[] = isList(over)
    ? over.map((value, index) => [isSet(over) ? value : index, value])
    : isObject(over)
      ? entriesOf(over)
      : [];
  if (!spend(entries.length)) return [{ kind: "datum", datum: hole(`the blocks ${name} are too many`) }];
  return [own(definition, "content")].flat().flatMap((content) =>
    entries.map(([key, value]): Cursor => {
      if (isHole(value) && value.spread)
        return { kind: "datum", datum: mergedHole([value], `the blocks ${name} are dynamic`) };
      return { ...cursor, value: content, scope: bindNames(cursor.scope, { [iterator]: { key, value } }) };
    }),
  );
}

/** The whole value at a place. */
export function materialise(cursor: Cursor): Datum {
  return budgeted(() => {
    const value = whole(cursor, 0);
    return sizeOf(value) > largestValue ? hole("the value is too large") : value;
  });
}

function whole(cursor: Cursor, depth: number): Datum {
  if (depth > deepestValue) return hole("the value is nested too deeply");
  if (!spend()) return hole("the value takes too long to work out");
  const here = opened(cursor);
  if (here.kind === "datum") return here.datum;
  if (here.kind === "list") return here.items.map((item) => whole(item, depth + 1));
  const { value } = here;
  if (Array.isArray(value)) return itemsOf(here, value).map((item) => whole(item, depth + 1));
  if (isRecord(value)) {
    const object = emptyRecord();
    for (const key of memberNames(here, value)) {
      const child = memberOf(here, value, key);
      if (child !== undefined) object[key] = whole(child, depth + 1);
    }
    return object;
  }
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean" ? value : null;
}

export function memberNames(cursor: ConfigCursor, body: Record<string, unknown>): readonly string[] {
  const written = Object.keys(body).filter((key) => key !== "//");
  if (!hasDynamic(cursor, body)) return written;
  const dynamic = [body.dynamic].flat().flatMap((group) => (isRecord(group) ? Object.keys(group) : []));
  return [...new Set([...written.filter((key) => key !== "dynamic"), ...dynamic])];
}
