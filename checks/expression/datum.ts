/** Small helpers for values in which a leaf may be a hole or a template. */
import { type Datum, type DatumObject, type Hole, type Template, unforgeable } from "../graph/graph";

function isMarked(datum: Datum | undefined): datum is (Hole | Template) & { hole?: true; template?: true } {
  return typeof datum === "object" && datum !== null && unforgeable in datum;
}

export function isHole(datum: Datum | undefined): datum is Hole {
  return isMarked(datum) && datum.hole === true;
}

export function isTemplate(datum: Datum | undefined): datum is Template {
  return isMarked(datum) && datum.template === true;
}

export function isList(datum: Datum | undefined): datum is readonly Datum[] {
  return Array.isArray(datum);
}

export function isObject(datum: Datum | undefined): datum is DatumObject {
  return typeof datum === "object" && datum !== null && !Array.isArray(datum) && !isHole(datum) && !isTemplate(datum);
}

export function hole(
  cause: string,
  options: Partial<Pick<Hole, "set" | "sources" | "whole" | "elsewhere" | "members">> = {},
): Hole {
  return {
    [unforgeable]: true,
    hole: true,
    cause,
    set: options.set ?? false,
    sources: options.sources ?? [],
    ...(options.whole ? { whole: options.whole } : {}),
    ...(options.elsewhere ? { elsewhere: true } : {}),
    ...(options.members ? { members: options.members } : {}),
  };
}

export function templateOf(parts: readonly (string | Hole)[]): Template {
  return { [unforgeable]: true, template: true, parts };
}

/** The hole in place of any number of elements of a list. */
export function spreadOf(one: Hole): Hole {
  return { ...one, spread: true };
}

/** An object that has no prototype, so that a key like `__proto__` or `constructor` is only a key. */
export function emptyRecord(): Record<string, Datum> {
  return Object.create(null) as Record<string, Datum>;
}

/** The member of that very name, never one that every object inherits. */
export function member(object: DatumObject, key: string): Datum | undefined {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}

const sizes = new WeakMap<object, number>();

/**
 * How many leaves and containers a value has if written out. Values share their parts, so a few doublings make one that
 * no reader could walk through; sizes are remembered per part, so that finding out costs little.
 */
export function sizeOf(datum: Datum): number {
  if (typeof datum !== "object" || datum === null || isHole(datum) || isTemplate(datum)) return 1;
  const known = sizes.get(datum);
  if (known !== undefined) return known;
  const size = (isList(datum) ? datum : Object.values(datum)).reduce<number>((sum, part) => sum + sizeOf(part), 1);
  sizes.set(datum, size);
  return size;
}

/** A member of an object of which others are not known. */
export function certainMember(datum: Datum, key: string | number): Datum | undefined {
  return isHole(datum) && datum.members !== undefined ? member(datum.members, String(key)) : undefined;
}

/** All holes inside a value, at any depth. */
export function holesIn(datum: Datum | undefined): Hole[] {
  if (isHole(datum)) return [datum];
  if (isTemplate(datum)) return datum.parts.filter((part): part is Hole => typeof part !== "string");
  if (isList(datum)) return datum.flatMap(holesIn);
  if (isObject(datum)) return Object.values(datum).flatMap(holesIn);
  return [];
}

/** One hole for a value computed from others: set only if `set` says that the computation keeps that. */
export function mergedHole(holes: readonly Hole[], fallbackCause: string, set = false): Hole {
  const causes = [...new Set(holes.map((one) => one.cause))];
  const sources = [...new Set(holes.flatMap((one) => one.sources))];
  const elsewhere = holes.length > 0 && holes.every((one) => one.elsewhere);
  return hole(causes.length > 0 ? causes.join("; ") : fallbackCause, {
    set,
    sources,
    ...(elsewhere ? { elsewhere } : {}),
  });
}

/** Text and holes joined; text alone gives a string, a lone hole stays a hole. */
export function joinParts(parts: readonly (string | Hole)[]): string | Hole | Template {
  const joined: (string | Hole)[] = [];
  for (const part of parts) {
    const last = joined[joined.length - 1];
    if (typeof part === "string" && typeof last === "string") joined[joined.length - 1] = last + part;
    else if (part !== "") joined.push(part);
  }
  const [only] = joined;
  if (only === undefined) return "";
  return joined.length === 1 ? only : templateOf(joined);
}

/** Whether a template is certain to be non-empty and no bare wildcard. */
export function isCertainlySet(template: Template): boolean {
  return template.parts.some((part) => (typeof part === "string" ? /[^*]/.test(part) : part.set));
}
