/** `format` and `formatlist`, whose verbs are those of Go as far as Terraform has them. */
import type { Datum, Hole } from "../../graph/graph";
import { holesIn, isHole, isList, isTemplate, joinParts, mergedHole } from "../datum";
import { EvaluationFailure } from "./failure";
import { jsonParts } from "./json";
import { booleanOf, elementsOf, numberOf, numberText, partsOf, textOf, wholeNumberOf } from "./values";

const verbPattern = /%(?:%|([-+ #0]*)(?:\[(\d+)\])?(\*|\d+)?(?:\.(\d+))?(?:\[(\d+)\])?([a-zA-Z]))/g;

/** Wider fields are refused, so that a pattern cannot ask for gigabytes. */
const widest = 1000;

export function format(args: readonly Datum[]): Datum {
  const [pattern, ...values] = args;
  if (isHole(pattern) || isTemplate(pattern)) return mergedHole(holesIn([...args]), "format");
  const text = textOf(pattern);
  const parts: (string | Hole)[] = [];
  let end = 0;
  let next = 0;
  for (const match of text.matchAll(verbPattern)) {
    parts.push(text.slice(end, match.index));
    end = match.index + match[0].length;
    if (match[0] === "%%") {
      parts.push("%");
      continue;
    }
    const [, flags = "", before, width, precision, behind, verb = ""] = match;
    const position = before ?? behind;
    if (position !== undefined) next = Number(position) - 1;
    const value = values[next];
    next += 1;
    if (value === undefined) throw new EvaluationFailure("format has too few arguments");
    parts.push(...formatted({ flags, width, precision, verb }, value));
  }
  if (text.slice(end).includes("%")) throw new EvaluationFailure("a format verb that is not known");
  parts.push(text.slice(end));
  if (next < values.length && !text.includes("[")) throw new EvaluationFailure("format has too many arguments");
  return joinParts(parts);
}

interface Verb {
  readonly flags: string;
  readonly width: string | undefined;
  readonly precision: string | undefined;
  readonly verb: string;
}

function formatted(verb: Verb, value: Datum): readonly (string | Hole)[] {
  const plain = verb.flags === "" && verb.width === undefined && verb.precision === undefined;
  const isOpen = holesIn(value).length > 0;
  if (isOpen && (verb.verb === "s" || verb.verb === "d" || verb.verb === "v") && plain)
    return isHole(value) || isTemplate(value) ? partsOf(value) : jsonParts(value);
  if (isOpen && verb.verb === "q" && plain) return ['"', ...partsOf(value), '"'];
  if (isOpen) return [mergedHole(holesIn(value), "format")];
  return [padded(verb, written(verb, value))];
}

function written({ flags, precision, verb }: Verb, value: Datum): string {
  const digits = precision === undefined ? undefined : Number(precision);
  switch (verb) {
    case "s":
      return cut(textOf(value), digits);
    case "v":
      return flags.includes("#") || value === null || typeof value === "object"
        ? jsonParts(value).join("")
        : cut(textOf(value), digits);
    case "q":
      return JSON.stringify(textOf(value));
    case "t":
      return String(booleanOf(value));
    case "d":
      return signed(flags, numberText(wholeNumberOf(value)));
    case "b":
      return signed(flags, Math.trunc(numberOf(value)).toString(2));
    case "o":
      return signed(flags, Math.trunc(numberOf(value)).toString(8));
    case "x":
    case "X":
      return hexadecimal(verb, value);
    case "f":
    case "F":
      return signed(flags, numberOf(value).toFixed(digits ?? 6));
    case "e":
    case "E":
      return signed(flags, exponential(numberOf(value).toExponential(digits ?? 6), verb));
    case "g":
    case "G":
      return signed(
        flags,
        digits === undefined
          ? numberText(numberOf(value))
          : numberText(Number(numberOf(value).toPrecision(Math.max(1, digits)))),
      );
    default:
      throw new EvaluationFailure(`the format verb %${verb} is not known`);
  }
}

function hexadecimal(verb: string, value: Datum): string {
  const text =
    typeof value === "string" ? Buffer.from(value).toString("hex") : Math.trunc(numberOf(value)).toString(16);
  return verb === "X" ? text.toUpperCase() : text;
}

/** Go writes two digits of the exponent at least. */
function exponential(text: string, verb: string): string {
  const padded = text.replace(/e([+-])(\d)$/, "e$10$2");
  return verb === "E" ? padded.toUpperCase() : padded;
}

function cut(text: string, length: number | undefined): string {
  return length === undefined ? text : [...text].slice(0, length).join("");
}

function signed(flags: string, text: string): string {
  if (text.startsWith("-")) return text;
  return flags.includes("+") ? `+${text}` : flags.includes(" ") ? ` ${text}` : text;
}

function padded({ flags, width, verb }: Verb, text: string): string {
  if (width === undefined) return text;
  if (width === "*" || Number(width) > widest) throw new EvaluationFailure("a field that is too wide");
  const length = Number(width) - [...text].length;
  if (length <= 0) return text;
  if (flags.includes("-")) return text + " ".repeat(length);
  if (!flags.includes("0")) return " ".repeat(length) + text;
  const sign = /^[+-]/.test(text) && verb !== "s" ? text.slice(0, 1) : "";
  return sign + "0".repeat(length) + text.slice(sign.length);
}

/** `format` once per element of the lists among the arguments. */
export function formatList(args: readonly Datum[]): Datum {
  const [pattern = null, ...values] = args;
  if (values.some((value) => isHole(value)) || isHole(pattern)) return mergedHole(holesIn([...args]), "formatlist");
  const lists = values.filter(isList);
  const lengths = new Set(lists.map((list) => list.length));
  if (lengths.size > 1) throw new EvaluationFailure("formatlist with lists of different lengths");
  const [length = 1] = lengths;
  return Array.from({ length }, (_, index) =>
    format([pattern, ...values.map((value) => (isList(value) ? (elementsOf(value)[index] ?? null) : value))]),
  );
}
