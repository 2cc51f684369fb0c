import fc from "fast-check";
import { IPv4 } from "ipaddr.js";
import { tierCidrs } from "./tierCidrs";

/** First and last address of a range, as numbers. */
function bounds(cidr: string): { readonly first: number; readonly last: number } {
  const number = (address: IPv4) => address.toByteArray().reduce((sum, octet) => sum * 256 + octet, 0);
  return { first: number(IPv4.networkAddressFromCIDR(cidr)), last: number(IPv4.broadcastAddressFromCIDR(cidr)) };
}

test("a /16 is divided into subnets that leave most addresses to pods", () => {
  expect(tierCidrs("10.20.0.0/16")).toEqual({
    application: { a: "10.20.0.0/18", b: "10.20.64.0/18", c: "10.20.128.0/18" },
    edge: { a: "10.20.192.0/21", b: "10.20.200.0/21", c: "10.20.208.0/21" },
    data: { a: "10.20.224.0/21", b: "10.20.232.0/21", c: "10.20.240.0/21" },
  });
});

test("nine subnets lie inside the range and none touches another", () => {
  const range = fc
    .tuple(fc.integer({ min: 0, max: 255 }), fc.integer({ min: 0, max: 255 }), fc.integer({ min: 16, max: 20 }))
    .map(([second, third, prefix]) => `${IPv4.networkAddressFromCIDR(`10.${second}.${third}.0/${prefix}`)}/${prefix}`);
  fc.assert(
    fc.property(range, (cidr) => {
      const subnets = Object.values(tierCidrs(cidr)).flatMap((tier) => Object.values(tier));
      const sorted = subnets.map(bounds).sort((left, right) => left.first - right.first);
      const outer = bounds(cidr);
      expect(sorted).toHaveLength(9);
      expect(sorted[0]?.first).toBeGreaterThanOrEqual(outer.first);
      expect(sorted.at(-1)?.last).toBeLessThanOrEqual(outer.last);
      for (const [index, subnet] of sorted.entries()) {
        const next = sorted[index + 1];
        if (next !== undefined) expect(subnet.last).toBeLessThan(next.first);
      }
    }),
  );
});

test.each(["10.0.0.0/15", "10.0.0.0/21"])("%s is refused", (cidr) => {
  expect(() => tierCidrs(cidr)).toThrow(RangeError);
});
