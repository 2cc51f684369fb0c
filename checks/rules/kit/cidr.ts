/**
 * How much of the internet a set of address ranges covers. A union counts, not the single range: `0.0.0.0/1` and
 * `128.0.0.0/1` together are the world, and so is a list of sixteen `/4`.
 */
import { addressesOf, covers, internet, isRange, isWorld, overlaps } from "../../reachability/core/addresses";

/** Whether the text is an address or an address range at all. */
export function isCidr(text: string): boolean {
  return isRange(text);
}

/** True when the ranges together let in (or out to) the internet at large rather than somebody in particular. */
export function coversWorld(cidrs: readonly string[]): boolean {
  return isWorld(addressesOf(cidrs));
}

/** True when the ranges hold any address of the internet. */
export function reachesInternet(cidrs: readonly string[]): boolean {
  return overlaps(addressesOf(cidrs), internet);
}

/** A VPC holds a /16 of IPv4 at most, and a /44 of IPv6 (AWS documentation, "VPC CIDR blocks"). */
export function isNoWiderThanNetwork(cidr: string): boolean {
  const prefix = /\/(\d+)$/.exec(cidr.trim())?.[1];
  if (!isRange(cidr) || prefix === undefined) return isRange(cidr);
  return Number(prefix) >= (cidr.includes(":") ? 44 : 16);
}

/** True when every address of `inner` lies in one of `outer`. Text that is no range lies nowhere. */
export function isWithin(inner: string, outer: readonly string[]): boolean {
  return isRange(inner) && covers(addressesOf(outer), addressesOf([inner]));
}
