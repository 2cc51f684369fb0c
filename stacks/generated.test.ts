import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { JsonObject } from "../common/json";
import published from "./aws/stableAddresses.json";
import { generatedStackFiles, synthesizedFixture } from "./generated";
import { movedAddresses, stableAddresses } from "./stableAddresses";

const root = join(__dirname, "..");
const fixture = synthesizedFixture();

test.each([...generatedStackFiles()])("%s is as generated (npm run generate)", (path, content) => {
  expect(readFileSync(join(root, path), "utf8")).toBe(content);
});

test("there is a golden file for each stack and no other", () => {
  const names = readdirSync(join(root, "stacks/aws/golden")).map((file) => file.replace(/\.json$/, ""));
  expect(names.sort()).toEqual([...fixture.keys()].sort());
});

test("every address that stores data, keys or logs is published (add a new one by hand: it can never be renamed)", () => {
  const present = Object.fromEntries([...fixture].map(([stack, json]) => [stack, stableAddresses(json)]));
  const listed: { readonly [stack: string]: readonly string[] } = published;
  for (const [stack, addresses] of Object.entries(present)) {
    expect([stack, addresses.filter((address) => !(listed[stack] ?? []).includes(address))]).toEqual([stack, []]);
  }
});

test("every published address is still there, or a moved entry leads from it", () => {
  for (const [stack, addresses] of Object.entries(published)) {
    const json = fixture.get(stack) ?? {};
    const reachable = new Set([...stableAddresses(json), ...movedAddresses(json)]);
    expect(addresses.filter((address) => !reachable.has(address))).toEqual([]);
  }
});

test("whatever stores data, keys or logs refuses to be destroyed by a plan", () => {
  for (const json of fixture.values()) {
    for (const address of stableAddresses(json)) {
      const [type = "", name = ""] = address.split(".");
      const resource = (json.resource as { [type: string]: { [name: string]: JsonObject } })[type]?.[name];
      expect(`${address} ${JSON.stringify(resource?.lifecycle)}`).toContain('"prevent_destroy":true');
    }
  }
});

test("a moved entry counts only for the address that it names", () => {
  expect(movedAddresses({ moved: [{ from: "aws_s3_bucket.old", to: "aws_s3_bucket.new" }] })).toEqual([
    "aws_s3_bucket.old",
  ]);
  expect(movedAddresses({})).toEqual([]);
});
