import { IPv4 } from "ipaddr.js";

/** The three availability zones over which everything is spread, by letter. */
export const zoneLetters = ["a", "b", "c"] as const;
export type ZoneLetter = (typeof zoneLetters)[number];

/** Tiers of the network: what faces the internet, what runs, what stores. */
export type Tier = "edge" | "application" | "data";
export type TierCidrs = { readonly [tier in Tier]: { readonly [zone in ZoneLetter]: string } };

/**
 * Divides a VPC's range into nine subnets: three quarters for the application tier, because every pod takes an
 * address there; of the last quarter an eighth for each subnet of edge and data. A `/16` gives `/18` and `/21`.
 * @throws RangeError when the range is no IPv4 CIDR from /16 to /20
 */
export function tierCidrs(vpcCidr: string): TierCidrs {
  const [network, prefix] = IPv4.parseCIDR(vpcCidr);
  if (prefix < 16 || prefix > 20) throw new RangeError(`${vpcCidr} is not a range from /16 to /20`);
  const base = IPv4.networkAddressFromCIDR(`${network}/${prefix}`);
  const quarter = (index: number) => subnet(base, prefix + 2, index);
  // The last quarter holds eight ranges of /(prefix + 5), counted from the start of the VPC these are 24 to 31.
  const eighth = (index: number) => subnet(base, prefix + 5, 24 + index);
  return {
    application: { a: quarter(0), b: quarter(1), c: quarter(2) },
    edge: { a: eighth(0), b: eighth(1), c: eighth(2) },
    data: { a: eighth(4), b: eighth(5), c: eighth(6) },
  };
}

/** The `index`th range of a prefix length, counted from a base address. */
function subnet(base: IPv4, prefix: number, index: number): string {
  const start = base.toByteArray().reduce((sum, octet) => sum * 256 + octet, 0) + index * 2 ** (32 - prefix);
  const octets = [24, 16, 8, 0].map((shift) => Math.floor(start / 2 ** shift) % 256);
  return `${new IPv4(octets)}/${prefix}`;
}
