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

/** True when every address of `inner` lies in one of `outer`. Text that is no range lies nowhere. */
export function isWithin(inner: string, outer: readonly string[]): boolean {
  return isRange(inner) && covers(addressesOf(outer), addressesOf([inner]));
}
