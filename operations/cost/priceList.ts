/** From AWS's public price list (the CSV form of an offer) to prices of the items in `catalogue/billable.json`. */
import { type BillableItem, billable, type ListedPart } from "./billable";
import { csvRows } from "./csv";

export interface ListedPrice {
  readonly item: string;
  readonly key: string;
  readonly region: string;
  readonly unit: string;
  readonly price: number;
}

export interface ReadList {
  readonly prices: readonly ListedPrice[];
  /** Day on which AWS published the list; empty where it does not say so. */
  readonly published: string;
  /** Keys that rows give different prices for: none is taken. */
  readonly ambiguous: readonly string[];
}

type Row = ReadonlyMap<string, string>;

/** Units of AWS's list by ours: a row in another unit is another thing. */
const units: Readonly<Record<string, RegExp>> = {
  hour: /^(hrs?|hours?)$/i,
  "unit-hour": /^(lcu-hrs?|lcu-hours?|hrs?)$/i,
  "GB-month": /^gb-mo(nth)?s?$/i,
  GB: /^(gb|gigabytes?)$/i,
  // Named after the thing (`Keys`, `Alarms`, `HostedZone`) or after the time.
  month: /^(?!(?:hrs?|hours?)$|gb|(?:gigabytes?)$).+/i,
};

/**
 * The first paid tier of each item, on demand.
 * @param region the region that the list is of, or `global`
 */
export async function readPriceList(offer: string, region: string, chunks: AsyncIterable<string>): Promise<ReadList> {
  const items = Object.entries(billable.items)
    .filter(([, { list }]) => list.offer === offer)
    .map(([name, item]) => ({ name, item, usage: new RegExp(item.list.usageType) }));
  const tiers = new Map<string, { readonly price: ListedPrice; readonly from: number }>();
  const ambiguous = new Set<string>();
  let published = "";
  let header: readonly string[] | undefined;
  for await (const cells of csvRows(chunks)) {
    if (!header) {
      if (cells[0] === "Publication Date") published = cells[1] ?? "";
      if (cells[0] === "SKU") header = cells;
      continue;
    }
    const row = new Map(header.map((name, index) => [name.toLowerCase(), cells[index] ?? ""]));
    if (row.get("termtype") !== "OnDemand" || row.get("currency") !== "USD") continue;
    for (const { name, item, usage } of items) {
      const price = priceOf(row, region, { name, item, usage });
      if (!price) continue;
      const id = JSON.stringify([name, price.key]);
      const from = Number(row.get("startingrange") || "0");
      const known = tiers.get(id);
      if (known && known.from === from && known.price.price !== price.price) ambiguous.add(id);
      if (!known || from < known.from) tiers.set(id, { price, from });
    }
  }
  return {
    prices: [...tiers].filter(([id]) => !ambiguous.has(id)).map(([, { price }]) => price),
    published: published.slice(0, 10),
    ambiguous: [...ambiguous].map((id) => (JSON.parse(id) as string[]).filter((part) => part !== "").join(" ")).sort(),
  };
}

function priceOf(
  row: Row,
  region: string,
  { name, item, usage }: { readonly name: string; readonly item: BillableItem; readonly usage: RegExp },
): ListedPrice | undefined {
  const match = usage.exec(row.get("usagetype") ?? "");
  if (!match) return undefined;
  const { where = {}, key: parts = [] } = item.list;
  if (Object.entries(where).some(([column, value]) => row.get(column.toLowerCase()) !== value)) return undefined;
  if (!(units[item.unit] ?? /./).test(row.get("unit") ?? "")) return undefined;
  const price = Number(row.get("priceperunit"));
  // A free tier has the price 0; the estimate takes the first that costs something, and says so.
  if (!(price > 0)) return undefined;
  const key = parts.map((part) => partOf(part, match.groups ?? {}, row));
  if (key.includes(undefined)) return undefined;
  return { item: name, key: key.join("/"), region, unit: item.unit, price };
}

function partOf(part: ListedPart, groups: Readonly<Record<string, string | undefined>>, row: Row): string | undefined {
  if ("group" in part) {
    const text = groups[part.group];
    return text === undefined ? part.otherwise : part.map ? part.map[text] : text;
  }
  const text = row.get(part.column.toLowerCase()) ?? "";
  return part.map ? part.map[text] : text;
}
