/** Conversions and comparisons of values as Terraform's functions and operators make them. */
import type { Datum, DatumObject, Hole } from "../../graph/graph";
import { isHole, isList, isObject, isTemplate } from "../datum";
import { EvaluationFailure } from "./failure";

type Implementation = (args: readonly Datum[]) => Datum;
export type FunctionTable = Readonly<Record<string, Implementation>>;

/** Functions of one subject. */
export interface Functions {
  /** Called only when everything is known all the way down. */
  readonly overValues: FunctionTable;
  /** Pass on what they are given or look only at the outside, so that a hole deeper down does no harm. */
  readonly overHoles?: FunctionTable;
}

/** `${}` of a value: strings, numbers and booleans as text. */
export function textOf(value: Datum | undefined): string {
  if (typeof value === "string") return value;
  if (typeof value === "number") return numberText(value);
  if (typeof value === "boolean") return String(value);
  throw new EvaluationFailure(
    value === undefined ? "an argument is missing" : "a value that is not text stands where text is wanted",
  );
}

/** Without an exponent, as Terraform writes numbers. */
export function numberText(value: number): string {
  const text = String(value);
  const parts = /^(-?)(\d+)(?:\.(\d+))?e([+-]\d+)$/.exec(text);
  if (!parts) return text;
  const [, sign = "", whole = "", fraction = "", exponent = "0"] = parts;
  const digits = whole + fraction;
  const point = whole.length + Number(exponent);
  if (point <= 0) return `${sign}0.${"0".repeat(-point)}${digits}`;
  return point >= digits.length
    ? `${sign}${digits}${"0".repeat(point - digits.length)}`
    : `${sign}${digits.slice(0, point)}.${digits.slice(point)}`;
}

/** Text that may hold holes, as parts. */
export function partsOf(value: Datum | undefined): readonly (string | Hole)[] {
  if (isHole(value)) return [value];
  if (isTemplate(value)) return value.parts;
  return [textOf(value)];
}

/** A list, a set, or the values of an object in the order of their keys. */
export function elementsOf(value: Datum | undefined): readonly Datum[] {
  if (isList(value)) return value;
  if (isObject(value)) return entriesOf(value).map(([, item]) => item);
  throw new EvaluationFailure("expected a list");
}

export function listOf(value: Datum | undefined): readonly Datum[] {
  if (isList(value)) return value;
  throw new EvaluationFailure("expected a list");
}

export function objectOf(value: Datum | undefined): DatumObject {
  if (isObject(value)) return value;
  throw new EvaluationFailure("expected a map or an object");
}

/** In the order of the keys, which is how Terraform walks through maps and objects. */
export function entriesOf(object: DatumObject): readonly (readonly [string, Datum])[] {
  return Object.entries(object).sort(([a], [b]) => compareText(a, b));
}

export function numberOf(value: Datum | undefined): number {
  const wellFormed = typeof value === "string" && /^-?\d+(\.\d+)?([eE][+-]?\d+)?$/.test(value);
  const number = typeof value === "number" ? value : wellFormed ? Number(value) : Number.NaN;
  if (Number.isNaN(number)) throw new EvaluationFailure("expected a number");
  return number;
}

export function wholeNumberOf(value: Datum | undefined): number {
  const number = numberOf(value);
  if (!Number.isInteger(number)) throw new EvaluationFailure("expected a whole number");
  return number;
}

export function booleanOf(value: Datum | undefined): boolean {
  if (value === true || value === "true") return true;
  if (value === false || value === "false") return false;
  throw new EvaluationFailure("expected true or false");
}

/** By code points, as Terraform sorts. */
export function compareText(a: string, b: string): number {
  if (a === b) return 0;
  const [first, second] = [[...a], [...b]];
  const at = first.findIndex((character, index) => character !== second[index]);
  if (at < 0) return -1;
  return (first[at]?.codePointAt(0) ?? -1) - (second[at]?.codePointAt(0) ?? -1);
}

/** Equal without any conversion: `1` and `"1"` differ. */
export function isEqual(a: Datum, b: Datum): boolean {
  return stableText(a) === stableText(b);
}

/** Text that is the same for equal values, whatever the order of their keys. */
export function stableText(value: Datum): string {
  if (isList(value)) return `[${value.map(stableText).join(",")}]`;
  if (isObject(value)) {
    return `{${entriesOf(value)
      .map(([key, item]) => `${JSON.stringify(key)}:${stableText(item)}`)
      .join(",")}}`;
  }
  if (isTemplate(value))
    return `template ${value.parts.map((part) => (typeof part === "string" ? JSON.stringify(part) : holeName(part))).join("")}`;
  return isHole(value) ? holeName(value) : JSON.stringify(value);
}

const holeNames = new WeakMap<Hole, string>();
let namedHoles = 0;

/** A hole equals nothing but itself. */
function holeName(one: Hole): string {
  const known = holeNames.get(one);
  if (known !== undefined) return known;
  namedHoles += 1;
  const name = `hole ${namedHoles}`;
  holeNames.set(one, name);
  return name;
}

/** Elements of one list have one type: beside text, numbers and booleans become text. */
export function unified(values: readonly Datum[]): readonly Datum[] {
  const kinds = new Set(values.filter((value) => value !== null).map((value) => typeof value));
  const primitive = ["string", "number", "boolean"];
  const mixed = kinds.size > 1 && [...kinds].every((kind) => primitive.includes(kind));
  return mixed ? values.map((value) => (value === null ? null : textOf(value))) : values;
}

export function distinct(values: readonly Datum[]): Datum[] {
  const seen = new Set<string>();
  return values.filter((value) => {
    const key = stableText(value);
    return !seen.has(key) && seen.add(key);
  });
}

/** Lists that stand for sets: what walks through them gets the element where a list gives the position. */
const sets = new WeakSet<object>();

export function isSet(list: readonly Datum[]): boolean {
  return sets.has(list);
}

/** As a set: one of each, in the order in which Terraform walks through it. */
export function asSet(values: readonly Datum[]): Datum[] {
  const items = sorted(distinct(unified(values)));
  sets.add(items);
  return items;
}

function sorted(items: Datum[]): Datum[] {
  if (items.every((item) => typeof item === "string")) return items.sort(compareText);
  if (items.every((item) => typeof item === "number")) return items.sort((a, b) => a - b);
  if (items.every((item) => typeof item === "boolean")) return items.sort((a, b) => Number(a) - Number(b));
  return items;
}
