import ipaddr from "ipaddr.js";

/** An IPv4 range. */
export interface Range {
  /** With the host bits cleared, such as 10.64.0.0/16. */
  readonly canonical: string;
  readonly prefix: number;
  /** First and last address as numbers, both inside. */
  readonly first: number;
  readonly last: number;
  /** False if the text named an address inside the range. */
  readonly isCanonical: boolean;
}

/** The range that `a.b.c.d/n` names, or undefined if it names none. */
export function parseRange(cidr: string): Range | undefined {
  if (!ipaddr.IPv4.isValidCIDRFourPartDecimal(cidr)) return undefined;
  const [address, prefix] = ipaddr.IPv4.parseCIDR(cidr);
  const network = ipaddr.IPv4.networkAddressFromCIDR(cidr);
  const canonical = `${network.toString()}/${prefix}`;
  const first = toNumber(network.octets);
  return {
    canonical,
    prefix,
    first,
    last: first + 2 ** (32 - prefix) - 1,
    isCanonical: address.toString() === network.toString(),
  };
}

export function rangesOverlap(left: Range, right: Range): boolean {
  return left.first <= right.last && right.first <= left.last;
}

function toNumber(octets: readonly number[]): number {
  return octets.reduce((total, octet) => total * 256 + octet, 0);
}
