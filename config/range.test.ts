import fc from "fast-check";
import { parseRange, rangesOverlap } from "./range";

const seed = 20261122;
const octet = fc.integer({ min: 0, max: 255 });
const cidr = fc.tuple(octet, octet, octet, octet, fc.integer({ min: 0, max: 32 }));

function bits(octets: readonly number[]): string {
  return octets.map((part) => part.toString(2).padStart(8, "0")).join("");
}

test("a range is what its prefix bits say", () => {
  fc.assert(
    fc.property(cidr, ([a, b, c, d, prefix]) => {
      const range = parseRange(`${a}.${b}.${c}.${d}/${prefix}`);
      const network = bits([a, b, c, d]).slice(0, prefix);
      expect(range).toMatchObject({
        prefix,
        first: Number.parseInt(network.padEnd(32, "0"), 2),
        last: Number.parseInt(network.padEnd(32, "1"), 2),
      });
      expect(range?.isCanonical).toBe(bits([a, b, c, d]) === network.padEnd(32, "0"));
      expect(parseRange(range?.canonical ?? "")).toEqual({ ...range, isCanonical: true });
    }),
    { seed, numRuns: 500 },
  );
});

test("two ranges overlap exactly when one prefix starts the other, whichever comes first", () => {
  fc.assert(
    fc.property(cidr, cidr, fc.boolean(), ([a, b, c, d, prefix], other, near) => {
      // Random ranges seldom meet, so half of the pairs share their first octets.
      const [e, f, g, h, length] = near ? ([a, b, other[2], other[3], other[4]] as const) : other;
      const left = parseRange(`${a}.${b}.${c}.${d}/${prefix}`);
      const right = parseRange(`${e}.${f}.${g}.${h}/${length}`);
      if (left === undefined || right === undefined) throw new Error("both are ranges");
      const shorter = Math.min(prefix, length);
      const expected = bits([a, b, c, d]).slice(0, shorter) === bits([e, f, g, h]).slice(0, shorter);
      expect([rangesOverlap(left, right), rangesOverlap(right, left)]).toEqual([expected, expected]);
    }),
    { seed, numRuns: 500 },
  );
});

test.each(["10.0.0.0", "10.0.0.0/33", "10.0.0/16", "10.256.0.0/16", "::/0", "10.0.0.0/16 ", "", "a/b", "10.0.0.0/-1"])(
  "%j is no range",
  (text) => {
    expect(parseRange(text)).toBeUndefined();
  },
);
