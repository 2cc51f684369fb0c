import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import emulated from "../../catalogue/emulated-resources.json";
import { renderHtml } from "../../checks/reports/html";
import { MarkdownDocument } from "../../checks/reports/markdown/document";
import { samplePlatform } from "../../checks/reports/testing/platform";
import { UserError } from "../../common/errors";
import { changeOf, planOf } from "../../gate/changes/testing";
import { billable } from "./billable";
import { estimateOf } from "./estimate";
import { addCosts, costLines, costsPart } from "./forms";
import { readPrices } from "./prices";
import { quantitiesOf } from "./quantities";

const database = (size: number, multi: boolean): Record<string, unknown> => ({
  engine: "postgres",
  instance_class: "db.t4g.medium",
  storage_type: "gp3",
  allocated_storage: size,
  multi_az: multi,
});
const plan = {
  ...planOf(
    changeOf("aws_db_instance.main", { before: database(50, false), after: database(100, true) }),
    changeOf("aws_nat_gateway.old", { before: {} }),
    changeOf("aws_nat_gateway.far", { after: {} }),
    changeOf("aws_s3_bucket.files", { after: { bucket: "files" } }),
    changeOf("aws_vpc_endpoint.sts", { after: { vpc_endpoint_type: "Interface" }, unknown: { subnet_ids: true } }),
    changeOf("aws_vpc_endpoint.s3", { after: { vpc_endpoint_type: "Gateway" } }),
    changeOf("aws_eks_node_group.main", {
      after: { instance_types: ["m6i.xlarge"], scaling_config: [{ desired_size: 3 }] },
      unknown: { disk_size: true },
    }),
    changeOf("aws_eks_node_group.templated", {
      after: { instance_types: ["m6i.xlarge"], scaling_config: [{ desired_size: 2 }], launch_template: [{}] },
    }),
    changeOf("aws_launch_template.nodes", {
      after: { block_device_mappings: [{ ebs: [{ volume_size: 50, volume_type: "gp3" }] }] },
    }),
    changeOf("aws_iam_role.free", { after: {} }),
    changeOf("aws_shiny_new.thing", { after: {} }),
  ),
  configuration: {
    provider_config: {
      aws: { expressions: { region: { constant_value: "ap-south-1" } } },
      "aws.recovery": { expressions: { region: { constant_value: "ap-south-2" } } },
    },
    root_module: {
      resources: [
        {
          address: "aws_eks_node_group.templated",
          expressions: {
            launch_template: [{ id: { references: ["aws_launch_template.nodes.id", "aws_launch_template.nodes"] } }],
          },
        },
        { address: "aws_nat_gateway.far", provider_config_key: "aws.recovery" },
        {
          address: "aws_vpc_endpoint.sts",
          provider_config_key: "aws",
          expressions: {
            subnet_ids: { references: ["aws_subnet.a.id", "aws_subnet.a", "aws_subnet.b.id", "aws_subnet.b"] },
          },
        },
      ],
    },
  },
};
const { quantities, unknownTypes } = quantitiesOf("data", plan, "ap-south-1");
const words = quantities.map(
  ({ item, key, region, before, after }) => `${[item, key, region].filter(Boolean).join(" ")}: ${before} -> ${after}`,
);

describe("billable quantities", () => {
  it("are what the plan tells, before and after, by region and by what decides the price", () => {
    expect(words).toEqual(
      expect.arrayContaining([
        "rds.instance postgres/db.t4g.medium/single-az ap-south-1: 730 -> 0",
        "rds.instance postgres/db.t4g.medium/multi-az ap-south-1: 0 -> 730",
        "rds.storage postgres/gp3/multi-az ap-south-1: 0 -> 100",
        "nat.gateway ap-south-1: 730 -> 0",
        "nat.gateway ap-south-2: 0 -> 730",
        "endpoint.hour ap-south-1: 0 -> 1460",
        "ec2.instance m6i.xlarge ap-south-1: 0 -> 3650",
        "ebs.storage gp3 ap-south-1: 0 -> 100",
      ]),
    );
  });

  it("say where usage is billed that no plan tells, and where the plan leaves an amount open", () => {
    expect(words).toContain("s3.storage ap-south-1: null -> null");
    expect(quantities.find(({ item, key }) => item === "ebs.storage" && key === "gp2")).toMatchObject({
      after: 0,
      open: { before: 0, after: 1 },
    });
  });

  it("count nothing for what is free, and name what the table does not know", () => {
    expect(unknownTypes).toEqual(["aws_shiny_new.thing".split(".")[0]]);
    expect(words.filter((line) => /gateway_endpoint|aws_iam/.test(line))).toEqual([]);
  });

  it("have an entry for every type that the stacks use", () => {
    const known = new Set([...Object.keys(billable.types), ...billable.uncounted]);
    expect(Object.keys(emulated.types).filter((type) => !known.has(type))).toEqual([]);
  });

  it("use only items that exist, and patterns that hold", () => {
    for (const one of Object.values(billable.types).flat()) expect(billable.items).toHaveProperty([one.item]);
    for (const { list } of Object.values(billable.items)) {
      const groups = new RegExp(`${list.usageType}|`).exec("")?.groups ?? {};
      for (const part of list.key ?? []) if ("group" in part) expect(groups).toHaveProperty([part.group]);
    }
  });
});

const prices = {
  schemaVersion: "1.0",
  date: "2026-11-01",
  currency: "USD",
  source: "made up for this test",
  prices: [
    { item: "rds.instance", key: "postgres/db.t4g.medium/single-az", region: "ap-south-1", unit: "hour", price: 0.1 },
    { item: "rds.instance", key: "postgres/db.t4g.medium/multi-az", region: "ap-south-1", unit: "hour", price: 0.2 },
    { item: "nat.gateway", region: "ap-south-1", unit: "hour", price: 0.05 },
  ],
} as const;

describe("the estimate", () => {
  const estimate = estimateOf(quantities, prices, { unplanned: ["edge"], unknownTypes });

  it("is the sum of what has a price, with its change, its date and its source", () => {
    expect(estimate).toMatchObject({ date: "2026-11-01", currency: "USD", source: "made up for this test" });
    // 730 h x 0.10 and 730 h x 0.05 before, 730 h x 0.20 after.
    expect(estimate.monthly).toEqual({ before: 109.5, after: 146, change: 36.5 });
    expect(estimate.stacks).toEqual([{ stack: "data", monthly: estimate.monthly }]);
  });

  it("takes no price of another region or key, and names what it has none for", () => {
    const unpriced = estimate.unpriced.map(({ item, region }) => `${item} ${region}`);
    expect(unpriced).toEqual(expect.arrayContaining(["nat.gateway ap-south-2", "ec2.instance ap-south-1"]));
    expect(unpriced).not.toContain("nat.gateway ap-south-1");
  });

  it("says what it leaves out: usage, open amounts, stacks without a plan, unknown types, taxes", () => {
    expect(estimate.unknown.join("\n")).toMatch(/s3\.storage: objects[\s\S]*/);
    expect(estimate.unknown.join("\n")).toMatch(/ebs\.storage: .* of 1 resource\(s\) in data/);
    expect(estimate.leavesOut.join("\n")).toMatch(/taxes[\s\S]*edge[\s\S]*aws_shiny_new/);
  });

  it("is told in every form, and none is without a price file", () => {
    const costs = { quantities, unknownTypes, estimate };
    const document = new MarkdownDocument();
    addCosts(document, costs, 0);
    for (const text of [
      costLines(costs).join("\n"),
      document.toString(),
      renderHtml(samplePlatform, { parts: [costsPart(costs)] }).replaceAll("&gt;", ">"),
    ]) {
      expect(text).toMatch(/USD 109\.50 -> 146\.00 a month \(\+36\.50\)/);
      expect(text).toContain("2026-11-01");
      expect(text).toMatch(/730 -> 0 hour \(-730\)/);
    }
    const without = costLines({ ...costs, estimate: null }).join("\n");
    expect(without).toContain("no estimate");
    expect(without).not.toContain("USD");
  });
});

describe("a price file", () => {
  const folder = mkdtempSync(join(tmpdir(), "prices-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const now = new Date("2026-11-26T00:00:00Z");
  const read = (content: unknown): unknown => {
    const file = join(folder, "prices.json");
    writeFileSync(file, typeof content === "string" ? content : JSON.stringify(content, null, 1));
    return readPrices(file, now);
  };

  it("is taken as it is", () => {
    expect(read(prices)).toEqual(prices);
    expect(readFileSync(join(__dirname, "../../docs/prices.schema.json"), "utf8")).toContain("prices:1.0");
  });

  it.each([
    ["no file of prices", "{", /problem/],
    ["another version", { ...prices, schemaVersion: "2.0" }, /schemaVersion/],
    ["no date", { ...prices, date: undefined }, /date is missing/],
    ["a day that is none", { ...prices, date: "2026-13-45" }, /is no day/],
    ["a day to come", { ...prices, date: "2027-01-01" }, /not in the past/],
    ["a negative price", { ...prices, prices: [{ ...prices.prices[2], price: -1 }] }, /0 or more/],
    ["a price in words", { ...prices, prices: [{ ...prices.prices[2], price: "1" }] }, /price of one unit/],
    ["an item that nobody bills", { ...prices, prices: [{ ...prices.prices[2], item: "nat.gate" }] }, /no nat\.gate/],
    ["another unit", { ...prices, prices: [{ ...prices.prices[2], unit: "month" }] }, /by the hour, not by the month/],
    ["a price twice", { ...prices, prices: [prices.prices[2], prices.prices[2]] }, /same item, key and region/],
  ])("with %s is refused with exit 2, the place and the reason", (_, content, reason) => {
    try {
      read(content);
      throw new Error("it was taken");
    } catch (error) {
      expect(error).toBeInstanceOf(UserError);
      const { exitCode, problems, message } = error as UserError;
      expect(exitCode).toBe(2);
      expect(`${message} ${problems.map((one) => one.message).join("; ")}`).toMatch(reason);
      expect(problems.every(({ line }) => (line ?? 0) > 0)).toBe(true);
    }
  });

  it("tells all problems at once, and one that is not there", () => {
    try {
      read({
        ...prices,
        prices: [
          { ...prices.prices[2], unit: "x" },
          { ...prices.prices[2], item: "y" },
        ],
      });
    } catch (error) {
      expect((error as UserError).problems).toHaveLength(2);
    }
    expect(() => readPrices(join(folder, "none.json"), now)).toThrow(/no price file/);
    expect.assertions(2);
  });
});
