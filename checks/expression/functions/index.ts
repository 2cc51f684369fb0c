/**
 * The Terraform functions that the evaluator computes, by subject. Every other one gives a hole with its cause: unknown
 * ones, most of those of providers, and those whose answer another run would not repeat.
 */
import type { Datum } from "../../graph/graph";
import { hole, holesIn, isList, mergedHole } from "../datum";
import { collectionFunctions } from "./collections";
import { conversionFunctions } from "./conversions";
import { dateFunctions } from "./dates";
import { encodingFunctions } from "./encodings";
import { EvaluationFailure } from "./failure";
import { hashFunctions } from "./hashes";
import { jsonFunctions } from "./json";
import { networkFunctions } from "./network";
import { numberFunctions } from "./numbers";
import { pathFunctions } from "./paths";
import { providerFunctions } from "./provider";
import { patternFunctions } from "./regularExpressions";
import { setFunctions } from "./sets";
import { stringFunctions } from "./strings";
import type { FunctionTable } from "./values";

const all = [
  collectionFunctions,
  conversionFunctions,
  dateFunctions,
  encodingFunctions,
  hashFunctions,
  jsonFunctions,
  networkFunctions,
  numberFunctions,
  pathFunctions,
  patternFunctions,
  providerFunctions,
  setFunctions,
  stringFunctions,
];
const overHoles: FunctionTable = Object.assign({}, ...all.map((one) => one.overHoles ?? {})) as FunctionTable;
const overValues: FunctionTable = Object.assign({}, ...all.map((one) => one.overValues)) as FunctionTable;

/** Different with each run, or with each machine. */
const notRepeatable: ReadonlySet<string> = new Set([
  "abspath",
  "bcrypt",
  "pathexpand",
  "plantimestamp",
  "rsadecrypt",
  "timestamp",
  "uuid",
]);

/** Results beyond these are refused, so that doubling a few times cannot fill the memory. */
const longestList = 100_000;
const longestText = 4_000_000;

/** Applies a function by name; one that is not computed here is a hole fed by its arguments. */
export function callFunction(name: string, args: readonly Datum[]): Datum {
  const result = applied(name, args);
  const length =
    typeof result === "string" ? result.length / longestText : isList(result) ? result.length / longestList : 0;
  if (typeof result === "number" && !Number.isFinite(result)) throw new EvaluationFailure(`${name} gives no number`);
  if (length > 1) throw new EvaluationFailure(`what ${name} gives is too large`);
  return result;
}

function applied(name: string, args: readonly Datum[]): Datum {
  const plain = name.startsWith("core::") ? name.slice("core::".length) : name;
  const overOpen = Object.hasOwn(overHoles, plain) ? overHoles[plain] : undefined;
  if (overOpen) return overOpen(args);
  const holes = holesIn([...args]);
  const closed = Object.hasOwn(overValues, plain) ? overValues[plain] : undefined;
  if (closed) return holes.length > 0 ? mergedHole(holes, plain) : closed(args);
  const cause = notRepeatable.has(plain)
    ? `${plain} answers differently with each run`
    : plain.startsWith("provider::")
      ? `${plain} is a function of a provider, which is not asked`
      : `the function ${plain} is not evaluated`;
  return hole(cause, { sources: [...new Set(holes.flatMap((one) => one.sources))], set: notRepeatable.has(plain) });
}
