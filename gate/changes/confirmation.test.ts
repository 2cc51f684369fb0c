import { confirmDestroyed, unconfirmedReasons } from "./confirmation";
import { rankChanges } from "./rank";
import { changeOf, planOf } from "./testing";

const plan = planOf(
  changeOf("aws_s3_bucket.files", { before: { bucket: "files" } }),
  changeOf("aws_db_instance.main", {
    before: { identifier: "a" },
    after: { identifier: "b" },
    replaces: [["identifier"]],
  }),
  changeOf("aws_sns_topic.alerts", { before: { name: "a" } }),
);
const ranked = rankChanges("data", plan);
const confirmed = async (
  flags: readonly string[],
  options: { alsoIn?: readonly string[]; typed?: readonly string[] } = {},
): Promise<readonly string[]> => {
  const answers = [...(options.typed ?? [])];
  const destroyed = await confirmDestroyed(ranked, {
    flags,
    alsoIn: () => options.alsoIn ?? [],
    ...(options.typed ? { ask: async () => answers.shift() ?? "" } : {}),
  });
  return destroyed.map(({ address, confirmed: by }) => `${address} ${by}`);
};

it("asks for nothing that loses no stored data", async () => {
  expect(await confirmDestroyed(rankChanges("data", planOf()), { flags: [], alsoIn: () => [] })).toEqual([]);
  expect((await confirmed([])).length).toBe(2);
});

it("takes a flag for exactly the resource that it names, with or without its stack", async () => {
  expect(await confirmed(["data:aws_s3_bucket.files", "aws_db_instance.main"])).toEqual([
    "aws_s3_bucket.files flag",
    "aws_db_instance.main flag",
  ]);
  expect(await confirmed(["other:aws_s3_bucket.files", "aws_db_instance.mai", "*", "aws_db_instance"])).toEqual([
    "aws_s3_bucket.files null",
    "aws_db_instance.main null",
  ]);
});

it("takes no bare address that stands in another stack too", async () => {
  expect(await confirmed(["aws_s3_bucket.files"], { alsoIn: ["registry"] })).toContain("aws_s3_bucket.files null");
  expect(await confirmed(["data:aws_s3_bucket.files"], { alsoIn: ["registry"] })).toContain("aws_s3_bucket.files flag");
});

it("asks on a terminal for what no flag names, and takes nothing but the name", async () => {
  expect(await confirmed(["aws_s3_bucket.files"], { typed: ["aws_db_instance.main"] })).toEqual([
    "aws_s3_bucket.files flag",
    "aws_db_instance.main typed",
  ]);
  expect(await confirmed([], { typed: ["data:aws_s3_bucket.files", "y"] })).toEqual([
    "aws_s3_bucket.files typed",
    "aws_db_instance.main null",
  ]);
});

it("asks no more once somebody said no", async () => {
  expect(await confirmed([], { typed: ["no", "aws_db_instance.main"] })).toEqual([
    "aws_s3_bucket.files null",
    "aws_db_instance.main null",
  ]);
});

it("says what is lost, and the flag that confirms it", async () => {
  const destroyed = await confirmDestroyed(ranked, { flags: ["aws_db_instance.main"], alsoIn: () => [] });
  expect(unconfirmedReasons("data", destroyed)).toEqual([
    "aws_s3_bucket.files would be deleted, which loses the bucket with its objects; nobody confirmed that: give --destroys 'data:aws_s3_bucket.files' if it is meant",
  ]);
});

it("knows what a replacement left behind by its plain address", async () => {
  const left = { ...changeOf("aws_kms_key.a", { before: { description: "x" } }), deposed: "b5cb2a1c" };
  const [one] = await confirmDestroyed(rankChanges("data", planOf(left)), {
    flags: ["aws_kms_key.a"],
    alsoIn: () => [],
  });
  expect(one?.confirmed).toBe("flag");
});
