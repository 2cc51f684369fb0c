/**
 * How much of the internet a set of address ranges covers. A union counts, not the single range: `0.0.0.0/1` and
 * `128.0.0.0/1` together are the world, and so is a list of sixteen `/4`.
 */
import ipaddr from "ipaddr.js";

interface Interval {
  readonly first: bigint;
  readonly last: bigint;
}

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

/**
 * Public addresses from which on a set is "the world": a /8 of IPv4 and a /16 of IPv6. No single organisation that
 * would be let in on purpose holds as much; registries hand out smaller blocks (an IPv6 /19 at the very most).
 */
const worldSize = { 4: 1n << 24n, 6: 1n << 112n } as const;

function toInterval(cidr: string): { family: 4 | 6; interval: Interval } | undefined {
  const text = cidr.trim();
  try {
    const [address, prefix] = text.includes("/")
      ? ipaddr.parseCIDR(text)
      : ([ipaddr.parse(text), ipaddr.parse(text).kind() === "ipv4" ? 32 : 128] as const);
    const family = address.kind() === "ipv4" ? 4 : 6;
    const bits = family === 4 ? 32 : 128;
    const value = address.toByteArray().reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
    const size = 1n << BigInt(bits - prefix);
    const first = value - (value % size);
    return { family, interval: { first, last: first + size - 1n } };
  } catch {
    return undefined;
  }
}

/** Sorted, without overlaps. */
function union(intervals: readonly Interval[]): readonly Interval[] {
  const joined: Interval[] = [];
  for (const next of [...intervals].sort((a, b) => (a.first < b.first ? -1 : a.first > b.first ? 1 : 0))) {
    const previous = joined.at(-1);
    if (previous && next.first <= previous.last + 1n) {
      joined[joined.length - 1] = {
        first: previous.first,
        last: larger(next.last, previous.last),
      };
    } else {
      joined.push(next);
    }
  }
  return joined;
}

/** `Math.max` and `Math.min` take no bigint. */
function larger(a: bigint, b: bigint): bigint {
  if (a > b) return a;
  return b;
}

function smaller(a: bigint, b: bigint): bigint {
  if (a < b) return a;
  return b;
}

function overlap(a: readonly Interval[], b: readonly Interval[]): bigint {
  let total = 0n;
  for (const x of a) {
    for (const y of b) {
      const first = larger(x.first, y.first);
      const last = smaller(x.last, y.last);
      if (first <= last) total += last - first + 1n;
    }
  }
  return total;
}

function size(intervals: readonly Interval[]): bigint {
  return intervals.reduce((sum, interval) => sum + (interval.last - interval.first + 1n), 0n);
}

function ofFamily(cidrs: readonly string[], family: 4 | 6): readonly Interval[] {
  return union(
    cidrs.flatMap((cidr) => {
      const parsed = toInterval(cidr);
      return parsed && parsed.family === family ? [parsed.interval] : [];
    }),
  );
}

/** `notInternet` by family, read once: every rule about the world asks for it, for every resource. */
const outside: Readonly<Record<4 | 6, readonly Interval[]>> = {
  4: ofFamily(notInternet, 4),
  6: ofFamily(notInternet, 6),
};

function publicAddresses(cidrs: readonly string[], family: 4 | 6): bigint {
  const covered = ofFamily(cidrs, family);
  return covered.length === 0 ? 0n : size(covered) - overlap(covered, outside[family]);
}

/** Whether the text is an address or an address range at all. */
export function isCidr(text: string): boolean {
  return toInterval(text) !== undefined;
}

/** True when the ranges together let in (or out to) the internet at large rather than somebody in particular. */
export function coversWorld(cidrs: readonly string[]): boolean {
  return publicAddresses(cidrs, 4) >= worldSize[4] || publicAddresses(cidrs, 6) >= worldSize[6];
}

/** True when the ranges hold any address of the internet. */
export function reachesInternet(cidrs: readonly string[]): boolean {
  return publicAddresses(cidrs, 4) > 0n || publicAddresses(cidrs, 6) > 0n;
}

/** True when every address of `inner` lies in one of `outer`. Text that is no range lies nowhere. */
export function isWithin(inner: string, outer: readonly string[]): boolean {
  const parsed = toInterval(inner);
  if (!parsed) return false;
  return ofFamily(outer, parsed.family).some(
    (range) => range.first <= parsed.interval.first && parsed.interval.last <= range.last,
  );
}
