import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { importsText, readImports } from "./importsFile";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "digit-imports-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function read(text: string) {
  const path = join(folder, "np.yaml");
  writeFileSync(path, text);
  return readImports(path);
}

test("what is written is read again, by stack", () => {
  const vpc = { stack: "network", to: "aws_vpc.vpc", id: "vpc-1" };
  const zone = { stack: "domain", to: "aws_route53_zone.public_zone", id: "Z1" };
  expect(read(importsText([vpc, zone]))).toEqual({ network: [vpc], domain: [zone] });
});

test("without a file nothing is taken over", () => {
  expect(readImports(join(folder, "none.yaml"))).toEqual({});
});

test.each([
  ["imports: 7", "with a list"],
  ["- 1", "with a list"],
  ["imports:\n  - { stack: network, to: aws_vpc.vpc }", "entry 1 needs"],
  ["imports:\n  - { stack: network, to: module.x.aws_vpc.vpc, id: vpc-1 }", "entry 1 needs"],
  ["a: [", "with a list"],
])("%j is refused", (text, words) => {
  expect(() => read(text)).toThrow(words);
});
