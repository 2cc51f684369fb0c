/** Arithmetic on address ranges, for IPv4 and IPv6 alike. */
import ipaddr from "ipaddr.js";
import type { Datum } from "../../graph/graph";
import { EvaluationFailure } from "./failure";
import { type Functions, textOf, wholeNumberOf } from "./values";

interface Range {
  /** Of the first address. */
  readonly base: bigint;
  readonly prefix: number;
  /** 32 or 128. */
  readonly width: number;
}

export const networkFunctions: Functions = {
  overValues: {
    cidrhost: ([range, number]) => hostOf(rangeOf(range), wholeNumberOf(number)),
    cidrnetmask: ([range]) => {
      const { prefix, width } = rangeOf(range);
      if (width !== 32) throw new EvaluationFailure("only IPv4 has netmasks");
      return addressText(maskOf(prefix, width), width);
    },
    cidrsubnet: ([range, bits, number]) =>
      rangeText(subnet(rangeOf(range), wholeNumberOf(bits), wholeNumberOf(number))),
    cidrsubnets: ([range, ...bits]) => subnets(rangeOf(range), bits.map(wholeNumberOf)).map(rangeText),
    cidrcontains: ([range, inner]) => contains(rangeOf(range), textOf(inner)),
  },
};

function rangeOf(datum: Datum | undefined): Range {
  const [address = "", length] = textOf(datum).split("/");
  const prefix = length !== undefined && /^\d{1,3}$/.test(length) ? Number(length) : -1;
  const { value, width } = addressOf(address);
  if (prefix < 0 || prefix > width) throw new EvaluationFailure(`${textOf(datum)} is no address range`);
  return { base: value & maskOf(prefix, width), prefix, width };
}

function addressOf(text: string): { readonly value: bigint; readonly width: number } {
  const isFour = ipaddr.IPv4.isValidFourPartDecimal(text);
  if (!isFour && !ipaddr.IPv6.isValid(text)) throw new EvaluationFailure(`${text} is no address`);
  const bytes = ipaddr.parse(text).toByteArray();
  return { value: bytes.reduce((value, byte) => (value << 8n) | BigInt(byte), 0n), width: bytes.length * 8 };
}

function maskOf(prefix: number, width: number): bigint {
  return ((1n << BigInt(prefix)) - 1n) << BigInt(width - prefix);
}

function addressText(value: bigint, width: number): string {
  const bytes = Array.from({ length: width / 8 }, (_, index) =>
    Number((value >> BigInt(width - 8 - index * 8)) & 0xffn),
  );
  return ipaddr.fromByteArray(bytes).toString();
}

function rangeText({ base, prefix, width }: Range): string {
  return `${addressText(base, width)}/${prefix}`;
}

function hostOf({ base, prefix, width }: Range, number: number): string {
  const size = 1n << BigInt(width - prefix);
  const offset = BigInt(number);
  if (offset >= size || -offset > size) throw new EvaluationFailure(`the range has no host ${number}`);
  return addressText(base + (offset < 0n ? size + offset : offset), width);
}

function subnet(range: Range, bits: number, number: number): Range {
  const prefix = range.prefix + bits;
  if (bits < 0 || prefix > range.width) throw new EvaluationFailure("the range has not so many bits left");
  if (number < 0 || BigInt(number) >= 1n << BigInt(bits)) throw new EvaluationFailure(`there is no subnet ${number}`);
  return { base: range.base | (BigInt(number) << BigInt(range.width - prefix)), prefix, width: range.width };
}

/** One after the other, each at the next place where a subnet of its size may begin. */
function subnets(range: Range, bits: readonly number[]): readonly Range[] {
  let next = range.base;
  const end = range.base + (1n << BigInt(range.width - range.prefix));
  return bits.map((more) => {
    const prefix = range.prefix + more;
    if (more < 1 || prefix > range.width) throw new EvaluationFailure("the range has not so many bits left");
    const size = 1n << BigInt(range.width - prefix);
    const base = ((next + size - 1n) / size) * size;
    if (base + size > end) throw new EvaluationFailure("the range is full");
    next = base + size;
    return { base, prefix, width: range.width };
  });
}

function contains(outer: Range, inner: string): boolean {
  const { value, width } = addressOf(inner.split("/")[0] ?? "");
  if (width !== outer.width) throw new EvaluationFailure("addresses of different families");
  const narrower = !inner.includes("/") || rangeOf(inner).prefix >= outer.prefix;
  return narrower && (value & maskOf(outer.prefix, width)) === outer.base;
}
