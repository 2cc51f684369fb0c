/**
 * The Terraform functions that the evaluator computes. Every other one gives a hole with its cause.
 * An implementation may assume that no argument holds a hole, unless it stands in `functionsOverHoles`.
 */
import type { Datum, DatumObject, Hole } from "../graph/graph";
import {
  emptyRecord,
  hole,
  holesIn,
  isHole,
  isList,
  isObject,
  isTemplate,
  joinParts,
  member,
  mergedHole,
} from "./datum";

/** What cannot be evaluated, with the reason; caught by the evaluator, never seen outside. */
export class EvaluationFailure extends Error {}

type Implementation = (args: readonly Datum[]) => Datum;

/** `${}` of a value: strings, numbers and booleans as text. */
export function textOf(value: Datum): string {
  if (typeof value === "string") return value;
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  throw new EvaluationFailure("a value that is not text stands inside a string");
}

/** Text that may hold holes, as parts. */
export function partsOf(value: Datum): readonly (string | Hole)[] {
  if (isHole(value)) return [value];
  if (isTemplate(value)) return value.parts;
  return [textOf(value)];
}

/** A list, a set, or the values of an object. */
export function elementsOf(value: Datum | undefined): readonly Datum[] {
  if (isList(value)) return value;
  if (isObject(value)) return Object.values(value);
  throw new EvaluationFailure("expected a list");
}

function objectOf(value: Datum | undefined): DatumObject {
  if (isObject(value)) return value;
  throw new EvaluationFailure("expected an object");
}

function stringOf(value: Datum | undefined): string {
  if (value === undefined) throw new EvaluationFailure("an argument is missing");
  return textOf(value);
}

function numberOf(value: Datum | undefined): number {
  const number =
    typeof value === "number" ? value : typeof value === "string" && value.trim() !== "" ? Number(value) : Number.NaN;
  if (Number.isNaN(number)) throw new EvaluationFailure("expected a number");
  return number;
}

function distinct(values: readonly Datum[]): Datum[] {
  const seen = new Set<string>();
  return values.filter((value) => {
    const key = JSON.stringify(value);
    return !seen.has(key) && seen.add(key);
  });
}

/** JSON text of a value; each hole becomes a part in quotes, because its type is not known. */
function jsonParts(value: Datum): (string | Hole)[] {
  if (isHole(value)) return ['"', value, '"'];
  if (isTemplate(value)) {
    return [
      '"',
      ...value.parts.map((part) => (typeof part === "string" ? JSON.stringify(part).slice(1, -1) : part)),
      '"',
    ];
  }
  if (isList(value)) return ["[", ...separated(value.map(jsonParts)), "]"];
  if (isObject(value)) {
    const members = Object.keys(value)
      .sort()
      .map((key) => [`${JSON.stringify(key)}:`, ...jsonParts(member(value, key) ?? null)]);
    return ["{", ...separated(members), "}"];
  }
  return [JSON.stringify(value)];
}

function separated(groups: readonly (string | Hole)[][]): (string | Hole)[] {
  return groups.flatMap((group, index) => (index === 0 ? group : [",", ...group]));
}

function fromJson(text: string): Datum {
  const parsed: unknown = (() => {
    try {
      return JSON.parse(text);
    } catch {
      throw new EvaluationFailure("jsondecode of text that is not JSON");
    }
  })();
  return parsed as Datum;
}

function format(args: readonly Datum[]): Datum {
  const pattern = stringOf(args[0]);
  const parts: (string | Hole)[] = [];
  let next = 1;
  for (const piece of pattern.split(/(%%|%[-+ #0-9.]*[a-zA-Z])/)) {
    if (piece === "%%") parts.push("%");
    else if (/^%[sdvq]$/.test(piece)) {
      const value = args[next];
      next += 1;
      if (value === undefined) throw new EvaluationFailure("format has too few arguments");
      const text = partsOf(value);
      parts.push(...(piece === "%q" ? ['"', ...text, '"'] : text));
    } else if (piece.startsWith("%")) throw new EvaluationFailure(`format verb ${piece} is not evaluated`);
    else parts.push(piece);
  }
  return joinParts(parts);
}

function join(args: readonly Datum[]): Datum {
  const [separator, ...lists] = args;
  const items = lists.flatMap((list) => (isHole(list) ? [list] : [...elementsOf(list)]));
  // A hole in place of the list may be any number of items: no template says that, so it is one hole.
  if (lists.some(isHole) || isHole(separator)) return mergedHole(holesIn([...args]), "join");
  return joinParts(
    items.flatMap((item, index) => (index === 0 ? partsOf(item) : [stringOf(separator), ...partsOf(item)])),
  );
}

function flatten(value: Datum): Datum[] {
  return isList(value) ? value.flatMap(flatten) : [value];
}

function merge(args: readonly Datum[]): Datum {
  const merged = emptyRecord();
  for (const arg of args) {
    if (arg === null) continue;
    for (const [key, value] of Object.entries(objectOf(arg))) merged[key] = value;
  }
  return merged;
}

/** Functions that pass on what they are given or only look at the outside, so that a hole deeper down does no harm. */
const functionsOverHoles: Readonly<Record<string, Implementation>> = {
  jsonencode: ([value]) => joinParts(jsonParts(value ?? null)),
  tostring: ([value]) =>
    value === undefined || isHole(value) || isTemplate(value) || value === null ? (value ?? null) : textOf(value),
  toset: ([value]) => (isList(value) ? distinct(value) : (value ?? null)),
  tolist: ([value]) => value ?? null,
  tomap: ([value]) => value ?? null,
  sensitive: ([value]) => value ?? null,
  nonsensitive: ([value]) => value ?? null,
  ephemeralasnull: () => null,
  join,
  format,
  concat: (args) =>
    args.some(isHole) ? mergedHole(holesIn([...args]), "concat") : args.flatMap((arg) => [...elementsOf(arg)]),
  merge: (args) => (args.some(isHole) ? mergedHole(holesIn([...args]), "merge") : merge(args)),
  flatten: ([value]) =>
    value !== undefined && !isHole(value) && !flatten(value).some(isHole)
      ? flatten(value)
      : mergedHole(holesIn(value), "flatten"),
  keys: ([value]) => (isHole(value) ? value : Object.keys(objectOf(value)).sort()),
  values: ([value]) => {
    if (isHole(value)) return value;
    const object = objectOf(value);
    return Object.keys(object)
      .sort()
      .map((key) => member(object, key) ?? null);
  },
  length: ([value]) => {
    if (isHole(value) || isTemplate(value)) return mergedHole(holesIn(value), "length");
    return typeof value === "string" ? [...value].length : elementsOf(value).length;
  },
  element: ([list, index]) => {
    if (isHole(list) || isHole(index)) return mergedHole(holesIn([list ?? null, index ?? null]), "element");
    const items = elementsOf(list);
    const item = items.length === 0 ? undefined : items[numberOf(index) % items.length];
    if (item === undefined) throw new EvaluationFailure("element of an empty list");
    return item;
  },
  one: ([list]) => (isHole(list) ? list : (elementsOf(list)[0] ?? null)),
  lookup: ([map, key, otherwise]) => {
    if (isHole(map) || isHole(key)) return mergedHole(holesIn([map ?? null, key ?? null]), "lookup");
    const found = member(objectOf(map), stringOf(key)) ?? otherwise;
    if (found === undefined) throw new EvaluationFailure("lookup finds nothing");
    return found;
  },
  coalesce: (args) => {
    const first = args.find((arg) => arg !== null && arg !== "");
    if (first === undefined) throw new EvaluationFailure("coalesce finds nothing");
    return isHole(first) && !first.set && args.length > 1 ? mergedHole(holesIn([...args]), "coalesce") : first;
  },
};

/** Functions of values that are known all the way down. */
const functionsOverValues: Readonly<Record<string, Implementation>> = {
  jsondecode: ([text]) => fromJson(stringOf(text)),
  tonumber: ([value]) => (value === null || value === undefined ? null : numberOf(value)),
  tobool: ([value]) => {
    if (value === true || value === "true") return true;
    if (value === false || value === "false") return false;
    if (value === null) return null;
    throw new EvaluationFailure("tobool of something else");
  },
  lower: ([text]) => stringOf(text).toLowerCase(),
  upper: ([text]) => stringOf(text).toUpperCase(),
  trimspace: ([text]) => stringOf(text).trim(),
  trimprefix: ([text, prefix]) =>
    stringOf(text).startsWith(stringOf(prefix)) ? stringOf(text).slice(stringOf(prefix).length) : stringOf(text),
  trimsuffix: ([text, suffix]) =>
    stringOf(suffix) !== "" && stringOf(text).endsWith(stringOf(suffix))
      ? stringOf(text).slice(0, -stringOf(suffix).length)
      : stringOf(text),
  replace: ([text, from, to]) => {
    if (/^\/.*\/$/s.test(stringOf(from))) throw new EvaluationFailure("replace with a pattern is not evaluated");
    return stringOf(text).split(stringOf(from)).join(stringOf(to));
  },
  split: ([separator, text]) => stringOf(text).split(stringOf(separator)),
  distinct: ([list]) => distinct(elementsOf(list)),
  compact: ([list]) => elementsOf(list).filter((item) => item !== null && item !== ""),
  contains: ([list, item]) => elementsOf(list).some((one) => JSON.stringify(one) === JSON.stringify(item)),
  sort: ([list]) =>
    elementsOf(list)
      .map((item) => stringOf(item))
      .sort(),
  reverse: ([list]) => [...elementsOf(list)].reverse(),
  range: ([limit]) => {
    const count = numberOf(limit);
    if (count > 1024) throw new EvaluationFailure("range is too long");
    return Array.from({ length: Math.max(0, Math.ceil(count)) }, (_, index) => index);
  },
  min: (args) => Math.min(...args.map(numberOf)),
  max: (args) => Math.max(...args.map(numberOf)),
};

/** Applies a function by name; one that is not computed here is a hole fed by its arguments. */
export function callFunction(name: string, args: readonly Datum[]): Datum {
  const plain = name.startsWith("core::") ? name.slice("core::".length) : name;
  if (Object.hasOwn(functionsOverHoles, plain)) return functionsOverHoles[plain]?.(args) ?? null;
  const holes = holesIn([...args]);
  if (!Object.hasOwn(functionsOverValues, plain)) {
    return hole(`the function ${plain} is not evaluated`, {
      sources: [...new Set(holes.flatMap((one) => one.sources))],
    });
  }
  if (holes.length > 0) return mergedHole(holes, plain);
  return functionsOverValues[plain]?.(args) ?? null;
}
