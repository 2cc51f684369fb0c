import fc from "fast-check";
import { readEnvironment } from "../load";
import { goodFile, reading } from "../testing";

const seed = 20261122;

function codes(cidr: string, size: string, neighbours: readonly string[] = []): readonly string[] {
  const network = `network:\n  cidr: ${cidr}\n  neighbours: { ${neighbours.map((range, index) => `n${index}: ${range}`).join(", ")} }\n`;
  const text = goodFile.replace("size: state", `size: ${size}\nrecoveryRegion: ap-south-2`) + network;
  return readEnvironment("a.yaml", reading({ "a.yaml": text })).problems.map(({ code }) => code);
}

const sizes = fc.constantFrom("demo", "district", "state", "national");
const longest: { readonly [size: string]: number } = { demo: 20, district: 20, state: 18, national: 16 };

test("a canonical range inside 10.0.0.0/8 is accepted exactly if its size fits the platform", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 255 }), fc.integer({ min: 8, max: 28 }), sizes, (second, prefix, size) => {
      const block = prefix >= 16 ? second : second & (0xff << (16 - prefix)) & 0xff;
      const expected = prefix < 16 ? ["cidr-too-large"] : prefix > (longest[size] ?? 0) ? ["cidr-too-small"] : [];
      expect(codes(`10.${block}.0.0/${prefix}`, size)).toEqual(expected);
    }),
    { seed, numRuns: 150 },
  );
});

test("a range outside the private ones is never accepted", () => {
  const isPrivate = (a: number, b: number): boolean =>
    a === 10 || (a === 172 && b >= 16 && b <= 31) || (a === 192 && b === 168);
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 255 }), fc.integer({ min: 0, max: 255 }), (a, b) => {
      expect(codes(`${a}.${b}.0.0/16`, "state").includes("cidr-not-private")).toBe(!isPrivate(a, b));
    }),
    { seed, numRuns: 150 },
  );
});

test("each neighbour that overlaps is named, and no other", () => {
  expect(codes("10.64.0.0/16", "state", ["10.65.0.0/16", "10.0.0.0/10", "192.168.0.0/16"])).toEqual([]);
  expect(codes("10.64.0.0/16", "state", ["10.64.255.0/24", "10.65.0.0/16", "10.64.0.0/10"])).toEqual([
    "cidr-overlap",
    "cidr-overlap",
  ]);
});
