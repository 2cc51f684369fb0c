/**
 * A place in a configuration, in whichever syntax it is written. Walking happens on the parsed input itself; a string
 * is parsed as a template only when it is touched.
 */
import type { Expression } from "../expression/ast";
import {
  emptyRecord,
  hole,
  holesIn,
  isHole,
  isList,
  isObject,
  isTemplate,
  member,
  mergedHole,
} from "../expression/datum";
import { evaluate, type ResolvedReference, type Scope, withNames } from "../expression/evaluate";
import { parseTemplate } from "../expression/parser";
import { referencesIn } from "../expression/references";
import { UnreadPlace, WrittenExpression } from "../expression/written";
import type { ConfigSyntax } from "../inputs/model";
import type { Datum, References } from "./graph";
import type { PathStep } from "./path";

/** Deeper values are cut off with a hole, so that hostile nesting cannot exhaust the stack. */
export const deepestValue = 100;

/** A scope that also knows which nodes a reference leads to. */
export interface GraphScope extends Scope {
  referents(reference: ResolvedReference): References;
  /** References of a plan's configuration, as text without an expression around them. */
  opaque(references: readonly string[]): Datum;
  opaqueReferents(references: readonly string[]): References;
}

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
  return (
    typeof value === "object" &&
    value !== null &&
    !Array.isArray(value) &&
    !(value instanceof WrittenExpression) &&
    !(value instanceof UnreadPlace)
  );
}

function own(record: Record<string, unknown>, key: string): unknown {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}

/** A scope with names of its own (`each`, `count`, the iterator of a dynamic block) in front of another. */
export function bindNames(scope: GraphScope, names: Readonly<Record<string, Datum>>): GraphScope {
  const bound = withNames(scope, names);
  return {
    lookup: (reference) => bound.lookup(reference),
    // What a bound name stands for shows in the sources of the holes that it evaluates to.
    referents: (reference) =>
      Object.hasOwn(names, reference.name) ? { nodes: [], unresolved: undefined } : scope.referents(reference),
    opaque: (references) => scope.opaque(references),
    opaqueReferents: (references) => ofSameKey(scope.opaqueReferents(references), references, names),
  };
}

/**
 * A plan names `aws_subnet.a` and `count.index` as references of one expression, and means the subnet of that index:
 * of several instances of one resource, only the one with the key of this instance is kept.
 */
function ofSameKey(
  found: References,
  references: readonly string[],
  names: Readonly<Record<string, Datum>>,
): References {
  const mentioned = references.filter((one) => /^(each|count)\./.test(one));
  if (mentioned.length === 0) return found;
  const key = takeKey(names);
  if (key === undefined) return found;
  const baseOf = (address: string) => address.replace(/\[[^[\]]*\]$/, "");
  const matching = new Set(
    found.nodes.filter((node) => node.address.endsWith(key)).map((node) => baseOf(node.address)),
  );
  const nodes = found.nodes.filter((node) => !matching.has(baseOf(node.address)) || node.address.endsWith(key));
  return { nodes, unresolved: found.unresolved };
}

function takeKey(names: Readonly<Record<string, Datum>>): string | undefined {
  for (const [name, member] of [
    ["each", "key"],
    ["count", "index"],
  ] as const) {
    const bound = Object.hasOwn(names, name) ? names[name] : undefined;
    const key = isObject(bound) ? bound[member] : undefined;
    if (typeof key === "string" || typeof key === "number") return `[${JSON.stringify(key)}]`;
  }
  return undefined;
}

function looksLikeTemplate(text: string): boolean {
  return text.includes("${") || text.includes("%{");
}

type ParsedText = Expression | { readonly broken: string };

const parsedTexts = new Map<string, ParsedText>();
/** Modules that are used a hundred times bring the same few thousand expressions each time. */
const mostParsedTexts = 5000;

/** The expression that a string of Terraform JSON is, or undefined for plain text. */
function expressionOf(text: string): ParsedText | undefined {
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
function leafOfPlan({
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

function itemsOf(cursor: ConfigCursor, values: readonly unknown[]): readonly ConfigCursor[] {
  return values.map((value) => ({ ...cursor, value, block: true }));
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
function memberOf(cursor: ConfigCursor, body: Record<string, unknown>, name: string): Cursor | undefined {
  const written = own(body, name);
  const base: Cursor | undefined = written === undefined ? undefined : { ...cursor, value: written, block: false };
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
    ? over.map((value, index) => [index, value])
    : isObject(over)
      ? Object.entries(over)
      : [];
  return [own(definition, "content")].flat().flatMap((content) =>
    entries.map(([key, value]) => ({
      ...cursor,
      value: content,
      scope: bindNames(cursor.scope, { [iterator]: { key, value } }),
    })),
  );
}

/** The whole value at a place. */
export function materialise(cursor: Cursor, depth = 0): Datum {
  if (depth > deepestValue) return hole("the value is nested too deeply");
  const here = opened(cursor);
  if (here.kind === "datum") return here.datum;
  if (here.kind === "list") return here.items.map((item) => materialise(item, depth + 1));
  const { value } = here;
  if (Array.isArray(value)) return itemsOf(here, value).map((item) => materialise(item, depth + 1));
  if (isRecord(value)) {
    const object = emptyRecord();
    for (const key of memberNames(here, value)) {
      const child = memberOf(here, value, key);
      if (child !== undefined) object[key] = materialise(child, depth + 1);
    }
    return object;
  }
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean" ? value : null;
}

function memberNames(cursor: ConfigCursor, body: Record<string, unknown>): readonly string[] {
  const written = Object.keys(body).filter((key) => key !== "//");
  if (!hasDynamic(cursor, body)) return written;
  const dynamic = [body.dynamic].flat().flatMap((group) => (isRecord(group) ? Object.keys(group) : []));
  return [...new Set([...written.filter((key) => key !== "dynamic"), ...dynamic])];
}

/** Nodes that the expressions at a place mention, and why some could not be resolved. */
export function referencesAt(cursor: Cursor, depth = 0): References {
  if (depth > deepestValue) return { nodes: [], unresolved: "the value is nested too deeply" };
  if (cursor.kind === "datum") return sourcesOf(cursor.datum);
  if (cursor.kind === "list") return mergeReferences(cursor.items.map((item) => referencesAt(item, depth + 1)));
  const { value, syntax, scope } = cursor;
  if (syntax === "plan") {
    const leaf = leafOfPlan(cursor);
    if (leaf && "constant" in leaf)
      return referencesAt({ kind: "config", value: leaf.constant, syntax: "json", scope }, depth + 1);
    if (leaf) return scope.opaqueReferents(leaf.references);
  }
  if (value instanceof UnreadPlace) return { nodes: [], unresolved: value.cause };
  if (value instanceof WrittenExpression) return referencesOf(value.expression, scope);
  if (typeof value === "string") return referencesOfText(value, scope);
  if (Array.isArray(value)) return mergeReferences(itemsOf(cursor, value).map((item) => referencesAt(item, depth + 1)));
  if (!isRecord(value)) return { nodes: [], unresolved: undefined };
  return mergeReferences(
    memberNames(cursor, value).flatMap((key) => {
      const child = memberOf(cursor, value, key);
      return child === undefined ? [] : [referencesAt(child, depth + 1)];
    }),
  );
}

/** What the holes inside a value are fed by. */
export function sourcesOf(datum: Datum): References {
  const holes = holesIn(datum);
  return {
    nodes: [...new Set(holes.flatMap((one) => one.sources))],
    unresolved: holes.find((one) => one.sources.length === 0)?.cause,
  };
}

function referencesOfText(text: string, scope: GraphScope): References {
  const expression = expressionOf(text);
  if (expression === undefined) return { nodes: [], unresolved: undefined };
  return "broken" in expression ? { nodes: [], unresolved: expression.broken } : referencesOf(expression, scope);
}

function referencesOf(expression: Expression, scope: GraphScope): References {
  return mergeReferences(referencesIn(expression, scope).map((reference) => scope.referents(reference)));
}

export function mergeReferences(all: readonly References[]): References {
  return {
    nodes: [...new Set(all.flatMap((one) => one.nodes))],
    unresolved: all.find((one) => one.unresolved !== undefined)?.unresolved,
  };
}
