/** A stand-in for AWS's price list, with prices that are made up; nothing here reaches AWS. */
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { csvRows } from "./csv";
import { fetchPrices } from "./fetchPrices";
import { readPriceList } from "./priceList";

const columns = [
  "SKU",
  "TermType",
  "StartingRange",
  "Unit",
  "PricePerUnit",
  "Currency",
  "Product Family",
  "Instance Type",
  "Tenancy",
  "Operating System",
  "Pre Installed S/W",
  "CapacityStatus",
  "usageType",
  "Database Engine",
  "Price Description",
] as const;
type Cells = Partial<Record<(typeof columns)[number], string>>;

const quoted = (cells: readonly string[]): string => cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(",");
function listOf(...rows: readonly Cells[]): string {
  const defaults: Cells = { TermType: "OnDemand", StartingRange: "0", Unit: "Hrs", Currency: "USD" };
  return [
    quoted(["FormatVersion", "v1.0"]),
    quoted(["Disclaimer", 'Made up, for a test, and "quoted"\nover two lines']),
    quoted(["Publication Date", "2026-11-20T00:00:00Z"]),
    quoted(["Version", "20261120"]),
    quoted(["OfferCode", "x"]),
    quoted(columns),
    ...rows.map((row) => quoted(columns.map((column) => ({ ...defaults, ...row })[column] ?? ""))),
    "",
  ].join("\r\n");
}
const linux: Cells = {
  "Product Family": "Compute Instance",
  Tenancy: "Shared",
  "Operating System": "Linux",
  "Pre Installed S/W": "NA",
  CapacityStatus: "Used",
};
const ec2 = listOf(
  { ...linux, usageType: "APS3-BoxUsage:m6i.xlarge", PricePerUnit: "0.1010000000" },
  { ...linux, usageType: "APS3-BoxUsage:m6i.xlarge", PricePerUnit: "0.2", "Operating System": "Windows" },
  { ...linux, usageType: "APS3-BoxUsage:m6i.xlarge", PricePerUnit: "0.05", TermType: "Reserved" },
  { ...linux, usageType: "APS3-BoxUsage:t3.small", PricePerUnit: "0.011" },
  { ...linux, usageType: "APS3-BoxUsage:t3.small", PricePerUnit: "0.012" },
  { usageType: "APS3-NatGateway-Hours", PricePerUnit: "0.033" },
  { usageType: "APS3-RegionalNatGateway-Hours", PricePerUnit: "0.099" },
  { usageType: "APS3-EBS:VolumeUsage.gp3", Unit: "GB-Mo", PricePerUnit: "0.077" },
);
const rds = listOf(
  { usageType: "APS3-InstanceUsage:db.t4g.medium", "Database Engine": "PostgreSQL", PricePerUnit: "0.07" },
  { usageType: "APS3-Multi-AZUsage:db.t4g.medium", "Database Engine": "PostgreSQL", PricePerUnit: "0.14" },
  { usageType: "APS3-Multi-AZUsage:db.t4g.medium", "Database Engine": "Oracle", PricePerUnit: "0.9" },
  { usageType: "APS3-RDS:Multi-AZ-GP3-Storage", "Database Engine": "PostgreSQL", Unit: "GB-Mo", PricePerUnit: "0.2" },
);
const zones = listOf(
  { usageType: "HostedZone", Unit: "HostedZone", StartingRange: "25", PricePerUnit: "0.1" },
  { usageType: "HostedZone", Unit: "HostedZone", StartingRange: "0", PricePerUnit: "0.51" },
);

async function* inPieces(text: string, size: number): AsyncGenerator<string> {
  for (let at = 0; at < text.length; at += size) yield text.slice(at, at + size);
}
const short = (prices: readonly { item: string; key: string; price: number }[]): readonly string[] =>
  prices.map(({ item, key, price }) => `${item} ${key} ${price}`).sort();

describe("a price list", () => {
  it.each([1, 7, 100_000])("is read whole, however it comes in (%d characters at a time)", async (size) => {
    const read = await readPriceList("AmazonEC2", "ap-south-1", inPieces(ec2, size));
    expect(read.published).toBe("2026-11-20");
    expect(short(read.prices)).toEqual([
      "ebs.storage gp3 0.077",
      "ec2.instance m6i.xlarge 0.101",
      "nat.gateway  0.033",
    ]);
    expect(read.ambiguous).toEqual(["ec2.instance t3.small"]);
  });

  it("gives engine, class and zones as the plan names them, and no price of an engine that it does not know", async () => {
    const { prices } = await readPriceList("AmazonRDS", "ap-south-1", inPieces(rds, 64));
    expect(short(prices)).toEqual([
      "rds.instance postgres/db.t4g.medium/multi-az 0.14",
      "rds.instance postgres/db.t4g.medium/single-az 0.07",
      "rds.storage postgres/gp3/multi-az 0.2",
    ]);
  });

  it("is priced by its first paid tier", async () => {
    const { prices } = await readPriceList("AmazonRoute53", "global", inPieces(zones, 64));
    expect(short(prices)).toEqual(["zone.month  0.51"]);
  });

  it("is refused where it is none", async () => {
    await expect(
      readPriceList("AmazonEC2", "ap-south-1", inPieces('"'.padEnd(2_000_000, "x"), 65_536)),
    ).rejects.toThrow(/no CSV/);
    const rows: (readonly string[])[] = [];
    for await (const row of csvRows(inPieces('a,"b ""c""\n",\nd', 2))) rows.push(row);
    expect(rows).toEqual([["a", 'b "c"\n', ""], ["d"]]);
  });
});

describe("fetching prices", () => {
  const asked: string[] = [];
  const said: string[] = [];
  let server: Server;
  let source = "";
  beforeAll(async () => {
    server = createServer((request, response) => {
      asked.push(request.url ?? "");
      const bodies: Readonly<Record<string, string>> = {
        "/offers/v1.0/aws/AmazonEC2/current/ap-south-1/index.csv": ec2,
        "/offers/v1.0/aws/AmazonRDS/current/ap-south-1/index.csv": rds,
        "/offers/v1.0/aws/AmazonRoute53/current/index.csv": zones,
      };
      const body = bodies[request.url ?? ""];
      response.writeHead(body === undefined ? 404 : 200).end(body);
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    source = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => new Promise((resolve) => server.close(resolve)));
  const now = new Date("2026-11-26T03:00:00Z");
  const run = (regions: readonly string[], from = source) =>
    fetchPrices({ regions, source: from, now, say: (message) => said.push(message) });

  it("reads each offer of each region once, dates the file and says what has no list", async () => {
    const file = await run(["ap-south-1"]);
    expect(file).toMatchObject({ schemaVersion: "1.0", date: "2026-11-26", currency: "USD" });
    expect(file.lists).toContainEqual({ offer: "AmazonRDS", region: "ap-south-1", published: "2026-11-20" });
    expect(file.prices).toContainEqual({
      item: "zone.month",
      key: "",
      region: "global",
      unit: "month",
      price: 0.51,
    });
    expect(new Set(asked).size).toBe(asked.length);
    expect(said.join("\n")).toMatch(/AmazonMSK has no list for ap-south-1[\s\S]*/);
    expect(said.join("\n")).toContain("several prices for ec2.instance t3.small in ap-south-1: none is taken");
  });

  it("refuses what is no region or no safe address with 2, and ends with 4 where the list cannot be read", async () => {
    await expect(run(["Mumbai"])).rejects.toMatchObject({ exitCode: 2 });
    await expect(run(["ap-south-1"], "http://prices.example.org")).rejects.toMatchObject({ exitCode: 2 });
    await expect(run(["ap-south-1"], "http://127.0.0.1:1")).rejects.toMatchObject({
      exitCode: 4,
      code: "prices-not-read",
    });
  });
});
