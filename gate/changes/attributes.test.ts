import { changedAttributes } from "./attributes";
import { changeOf } from "./testing";

const lines = (...args: Parameters<typeof changeOf>): readonly string[] =>
  changedAttributes(changeOf(...args)).map(
    ({ path, from, to, forcesReplacement }) =>
      `${path}: ${JSON.stringify(from)} -> ${JSON.stringify(to)}${forcesReplacement ? " !" : ""}`,
  );

describe("the attributes that a change touches", () => {
  it("are those that differ, whatever way a provider writes nothing", () => {
    const before = { port: 80, name: "a", description: "", tags: {}, labels: null, on: false };
    expect(lines("aws_x.a", { before, after: { ...before, port: 443, description: null, on: null } })).toEqual([
      "port: 80 -> 443",
    ]);
  });

  it("say which of them force a replacement, and leave out what is only computed anew", () => {
    const shown = lines("aws_db_instance.a", {
      before: { identifier: "a", engine_version: "16", arn: "x", timeouts: null },
      after: { identifier: "b", engine_version: "17", timeouts: null },
      unknown: { arn: true },
      replaces: [["identifier"]],
    });
    expect(shown).toEqual(['engine_version: "16" -> "17"', 'identifier: "a" -> "b" !']);
  });

  it("name a place inside a block by the path that forces the replacement", () => {
    const block = (size: number): object => ({ ebs_block_device: [{ device_name: "x", volume_size: size }] });
    expect(
      lines("aws_instance.a", {
        before: { ...block(8) },
        after: { ...block(9) },
        replaces: [["ebs_block_device", 0, "volume_size"]],
      }),
    ).toEqual(["ebs_block_device[0].volume_size: 8 -> 9 !"]);
  });

  it("take a set as a set: another order is no change, what comes and what goes is told", () => {
    const before = { cidr_blocks: ["10.0.0.0/8", "10.1.0.0/16", "10.2.0.0/16"] };
    expect(lines("aws_x.a", { before, after: { cidr_blocks: [...before.cidr_blocks].reverse() } })).toEqual([]);
    expect(lines("aws_x.a", { before, after: { cidr_blocks: [...before.cidr_blocks, "0.0.0.0/0"] } })).toEqual([
      'cidr_blocks[+]: null -> "0.0.0.0/0"',
    ]);
  });

  it("look into the documents inside of strings", () => {
    const policy = (action: string): string =>
      JSON.stringify({ Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: action, Resource: "*" }] });
    expect(
      lines("aws_iam_policy.a", { before: { policy: policy("s3:Get*") }, after: { policy: policy("s3:*") } }),
    ).toEqual(['policy.Statement[0].Action: "s3:Get*" -> "s3:*"']);
  });

  it("name what only the apply will know", () => {
    expect(lines("aws_x.a", { before: { target: "a" }, after: {}, unknown: { target: true } })).toEqual([
      'target: "a" -> "(known after apply)"',
    ]);
  });

  it("never show what is marked or shaped as a secret, and still say that it changes", () => {
    const canary = "canary-4711-secret";
    const shown = lines("aws_x.a", {
      before: { note: canary, nested: [{ inner: canary }], master_password: "old", url: "https://u:pw12345@h" },
      after: { note: `${canary}2`, nested: [{ inner: "b" }], master_password: "new", url: "https://u:pw99999@h" },
      hidden: { note: true, nested: [{ inner: true }] },
    });
    expect(shown).toEqual([
      'master_password: "(sensitive)" -> "(sensitive)"',
      'nested[0].inner: "(sensitive)" -> "(sensitive)"',
      'note: "(sensitive)" -> "(sensitive)"',
      'url: "https://u:(sensitive)@h" -> "https://u:(sensitive)@h"',
    ]);
    expect(shown.join()).not.toContain("canary");
  });
});
