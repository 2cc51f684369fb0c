/** Sets of IP addresses of both families, exact and without limits on how they are cut. */
import ipaddr from "ipaddr.js";

interface Interval {
  readonly first: bigint;
  readonly last: bigint;
}

export type Family = 4 | 6;

/** Sorted intervals without overlaps, by family. */
export interface AddressSet {
  readonly 4: readonly Interval[];
  readonly 6: readonly Interval[];
}

const widths: Readonly<Record<Family, bigint>> = { 4: 32n, 6: 128n };

export const nowhere: AddressSet = { 4: [], 6: [] };
export const everywhere: AddressSet = {
  4: [{ first: 0n, last: (1n << widths[4]) - 1n }],
  6: [{ first: 0n, last: (1n << widths[6]) - 1n }],
};

/** Ranges that are no part of the internet (RFC 1918, 6598, 3927, 1122, 5771, 1112 and 4193, 4291). */
const notInternet: readonly string[] = [
  "0.0.0.0/8",
  "10.0.0.0/8",
  "100.64.0.0/10",
  "127.0.0.0/8",
  "169.254.0.0/16",
  "172.16.0.0/12",
  "192.168.0.0/16",
  "224.0.0.0/3",
  "::/8",
  "fc00::/7",
  "fe80::/10",
  "ff00::/8",
];

interface Range {
  readonly family: Family;
  readonly interval: Interval;
}

const parsedRanges = new Map<string, Range | undefined>();
/** The same few ranges stand in route after route; beyond these many, a network is not made of repetitions. */
const mostParsed = 20_000;

function parse(text: string): Range | undefined {
  if (parsedRanges.has(text)) return parsedRanges.get(text);
  const range = parseRange(text);
  if (parsedRanges.size < mostParsed) parsedRanges.set(text, range);
  return range;
}

function parseRange(text: string): Range | undefined {
  const trimmed = text.trim();
  try {
    const address = trimmed.includes("/") ? undefined : ipaddr.parse(trimmed);
    const [base, prefix] = address
      ? ([address, address.kind() === "ipv4" ? 32 : 128] as const)
      : ipaddr.parseCIDR(trimmed);
    const family: Family = base.kind() === "ipv4" ? 4 : 6;
    const value = base.toByteArray().reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
    const size = 1n << (widths[family] - BigInt(prefix));
    const first = value - (value % size);
    return { family, interval: { first, last: first + size - 1n } };
  } catch {
    return undefined;
  }
}

/** Whether the text is an address or a range of addresses in CIDR notation. */
export function isRange(text: string): boolean {
  return parse(text) !== undefined;
}

const knownSets = new Map<string, AddressSet>();

/**
 * The addresses of all the ranges; text that is no range adds nothing. The same ranges give the same object, so that
 * what is worked out of sets is worked out once.
 */
export function addressesOf(cidrs: readonly string[]): AddressSet {
  const key = cidrs.join(" ");
  const known = knownSets.get(key);
  if (known) return known;
  const set = parseAll(cidrs);
  if (knownSets.size < mostParsed) knownSets.set(key, set);
  return set;
}

function parseAll(cidrs: readonly string[]): AddressSet {
  const found: { [family in Family]: Interval[] } = { 4: [], 6: [] };
  for (const cidr of cidrs) {
    const parsed = parse(cidr);
    if (parsed) found[parsed.family].push(parsed.interval);
  }
  return { 4: joined(found[4]), 6: joined(found[6]) };
}

/** `Math.max` and `Math.min` take no bigint. */
function larger(a: bigint, b: bigint): bigint {
  return a > b ? a : b;
}

function smaller(a: bigint, b: bigint): bigint {
  return a < b ? a : b;
}

function joined(intervals: readonly Interval[]): readonly Interval[] {
  if (intervals.length < 2) return intervals;
  const result: Interval[] = [];
  for (const next of [...intervals].sort((a, b) => (a.first < b.first ? -1 : a.first > b.first ? 1 : 0))) {
    const previous = result.at(-1);
    if (previous && next.first <= previous.last + 1n) {
      result[result.length - 1] = { first: previous.first, last: larger(next.last, previous.last) };
    } else {
      result.push(next);
    }
  }
  return result;
}

function byFamily(operation: (family: Family) => readonly Interval[]): AddressSet {
  return { 4: operation(4), 6: operation(6) };
}

export function union(...sets: readonly AddressSet[]): AddressSet {
  const [only] = sets;
  if (only && sets.length === 1) return only;
  return byFamily((family) => joined(sets.flatMap((set) => set[family])));
}

export function intersection(a: AddressSet, b: AddressSet): AddressSet {
  if (a === everywhere || a === b) return b;
  if (b === everywhere) return a;
  const known = intersections.get(a)?.get(b);
  if (known) return known;
  const set = intersectionOf(a, b);
  const row = intersections.get(a) ?? new WeakMap<AddressSet, AddressSet>();
  intersections.set(a, row.set(b, set));
  return set;
}

const intersections = new WeakMap<AddressSet, WeakMap<AddressSet, AddressSet>>();

function intersectionOf(a: AddressSet, b: AddressSet): AddressSet {
  return byFamily((family) =>
    a[family].flatMap((x) =>
      b[family].flatMap((y) => {
        const first = larger(x.first, y.first);
        const last = smaller(x.last, y.last);
        return first <= last ? [{ first, last }] : [];
      }),
    ),
  );
}

export function difference(a: AddressSet, b: AddressSet): AddressSet {
  if (b === everywhere || a === b) return nowhere;
  return byFamily((family) =>
    b[family].reduce<readonly Interval[]>(
      (left, hole) =>
        left.flatMap((part) => {
          if (hole.last < part.first || part.last < hole.first) return [part];
          const before = part.first < hole.first ? [{ first: part.first, last: hole.first - 1n }] : [];
          const after = hole.last < part.last ? [{ first: hole.last + 1n, last: part.last }] : [];
          return [...before, ...after];
        }),
      a[family],
    ),
  );
}

export function isEmpty(set: AddressSet): boolean {
  return set[4].length === 0 && set[6].length === 0;
}

export function overlaps(a: AddressSet, b: AddressSet): boolean {
  return !isEmpty(intersection(a, b));
}

/** Whether every address of `inner` lies in `outer`. */
export function covers(outer: AddressSet, inner: AddressSet): boolean {
  if (outer === everywhere) return true;
  return ([4, 6] as const).every((family) =>
    inner[family].every((part) => outer[family].some((range) => range.first <= part.first && part.last <= range.last)),
  );
}

/** Only the addresses of one family. */
export function ofFamily(set: AddressSet, family: Family): AddressSet {
  return family === 4 ? { 4: set[4], 6: [] } : { 4: [], 6: set[6] };
}

function count(set: AddressSet, family: Family): bigint {
  return set[family].reduce((sum, { first, last }) => sum + (last - first + 1n), 0n);
}

/** All addresses that the internet routes. */
export const internet: AddressSet = difference(everywhere, addressesOf(notInternet));

/**
 * Public addresses from which on a set is "the world": a /8 of IPv4 and a /16 of IPv6. No single organisation that
 * would be let in on purpose holds as much; registries hand out smaller blocks (an IPv6 /19 at the very most).
 */
const worldSize: Readonly<Record<Family, bigint>> = { 4: 1n << 24n, 6: 1n << 112n };

/** True when the set lets in (or out to) the internet at large rather than somebody in particular. */
export function isWorld(set: AddressSet): boolean {
  if (set === everywhere) return true;
  const known = worlds.get(set);
  if (known !== undefined) return known;
  const answer = holdsTheWorld(set);
  worlds.set(set, answer);
  return answer;
}

const worlds = new WeakMap<AddressSet, boolean>();

function holdsTheWorld(set: AddressSet): boolean {
  const open = intersection(set, internet);
  return count(open, 4) >= worldSize[4] || count(open, 6) >= worldSize[6];
}

/** The set in CIDR notation, at most `most` ranges and an ellipsis. */
export function describeAddresses(set: AddressSet, most = 4): readonly string[] {
  const texts: string[] = [];
  for (const family of [4, 6] as const) {
    for (const interval of set[family]) {
      let { first } = interval;
      while (first <= interval.last) {
        if (texts.length === most) return [...texts, "…"];
        const block = largestBlock(first, interval.last, widths[family]);
        texts.push(`${dotted(first, family)}/${widths[family] - block}`);
        first += 1n << block;
      }
    }
  }
  return texts;
}

/** Bits of the largest aligned block that begins at `first` and does not pass `last`. */
function largestBlock(first: bigint, last: bigint, width: bigint): bigint {
  let bits = 0n;
  while (bits < width && first % (1n << (bits + 1n)) === 0n && first + (1n << (bits + 1n)) - 1n <= last) bits += 1n;
  return bits;
}

function dotted(value: bigint, family: Family): string {
  const length = family === 4 ? 4 : 16;
  const bytes = Array.from({ length }, (_, index) => Number((value >> BigInt(8 * (length - 1 - index))) & 255n));
  return ipaddr.fromByteArray(bytes).toString();
}
