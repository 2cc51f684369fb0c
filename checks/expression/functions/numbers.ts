import { EvaluationFailure } from "./failure";
import { elementsOf, type Functions, numberOf, textOf, wholeNumberOf } from "./values";

/** Longer ranges are refused, as Terraform does. */
const longestRange = 1024;

export const numberFunctions: Functions = {
  overValues: {
    abs: ([value]) => Math.abs(numberOf(value)),
    ceil: ([value]) => Math.ceil(numberOf(value)) + 0,
    floor: ([value]) => Math.floor(numberOf(value)),
    log: ([value, base]) => Math.log(numberOf(value)) / Math.log(numberOf(base)),
    max: (args) => Math.max(...some(args).map(numberOf)),
    min: (args) => Math.min(...some(args).map(numberOf)),
    pow: ([base, exponent]) => numberOf(base) ** numberOf(exponent),
    signum: ([value]) => Math.sign(numberOf(value)),
    sum: ([list]) => some(elementsOf(list)).reduce<number>((total, item) => total + numberOf(item), 0),
    parseint: ([text, base]) => parseInteger(textOf(text), wholeNumberOf(base)),
    range: (args) => range(args.map(numberOf)),
  },
};

function some<T>(values: readonly T[]): readonly T[] {
  if (values.length === 0) throw new EvaluationFailure("expected at least one value");
  return values;
}

const digits = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";

function parseInteger(text: string, base: number): number {
  if (base < 2 || base > 62) throw new EvaluationFailure("a base between 2 and 62 is wanted");
  const negative = text.startsWith("-");
  const characters = [...text.replace(/^[+-]/, "")];
  const values = characters.map((one) => digits.indexOf(base <= 36 ? one.toLowerCase() : one));
  if (values.length === 0 || values.some((value) => value < 0 || value >= base))
    throw new EvaluationFailure(`${text} is no number in base ${base}`);
  const value = values.reduce((total, digit) => total * base + digit, 0);
  return negative ? -value : value;
}

function range(args: readonly number[]): number[] {
  const [first = 0, second, third] = args;
  const [start, limit] = second === undefined ? [0, first] : [first, second];
  const step = third ?? (limit < start ? -1 : 1);
  if (step === 0) throw new EvaluationFailure("a range without a step");
  const count = Math.max(0, Math.ceil((limit - start) / step));
  if (count > longestRange) throw new EvaluationFailure("the range is too long");
  return Array.from({ length: count }, (_, index) => start + index * step);
}
