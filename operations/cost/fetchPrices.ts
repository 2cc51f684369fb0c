/** Reads AWS's public price list, which needs no account, into a dated price file. */
import { Readable } from "node:stream";
import type { ReadableStream as WebStream } from "node:stream/web";
import { UserError, usageError } from "../../common/errors";
import { exitCodes } from "../../common/exitCodes";
import { billable } from "./billable";
import { type ListedPrice, type ReadList, readPriceList } from "./priceList";

/** Where AWS publishes it, for all regions of the partition `aws`. */
const publicPriceList = "https://pricing.us-east-1.amazonaws.com";

export interface FetchedPrices {
  readonly schemaVersion: "1.0";
  readonly date: string;
  readonly currency: "USD";
  readonly source: string;
  readonly lists: readonly { readonly offer: string; readonly region: string; readonly published: string }[];
  readonly prices: readonly ListedPrice[];
}

export interface FetchOptions {
  readonly regions: readonly string[];
  /** @default AWS's own */
  readonly source?: string;
  readonly now: Date;
  readonly say: (message: string) => void;
}

/**
 * One list after the other: for EC2 it is some hundred megabytes, of which nothing but the prices is kept.
 * @throws UserError exit 2 for a region or source that is none, 4 when the list cannot be read
 */
export async function fetchPrices(options: FetchOptions): Promise<FetchedPrices> {
  const { regions, source = publicPriceList, now, say } = options;
  const strange = regions.filter((region) => !/^[a-z]{2}(-[a-z]+)+-\d$/.test(region));
  if (strange.length > 0) throw usageError("invalid-option", `${strange.join(", ")}: no region, such as ap-south-1.`);
  if (!/^https:\/\/|^http:\/\/(127\.0\.0\.1|localhost|\[::1\])(:\d+)?(\/|$)/.test(source))
    throw usageError("invalid-option", `--source takes an https address, not ${JSON.stringify(source)}.`);
  const lists: FetchedPrices["lists"][number][] = [];
  const prices: ListedPrice[] = [];
  for (const { offer, region } of listsOf(regions)) {
    const path = `/offers/v1.0/aws/${offer}/current/${region === "global" ? "" : `${region}/`}index.csv`;
    say(`reading ${offer} (${region})`);
    const read = await readList(`${source.replace(/\/+$/, "")}${path}`, offer, region);
    if (!read) {
      say(`${offer} has no list for ${region}: what it bills there stays without a price`);
      continue;
    }
    for (const key of read.ambiguous) say(`${offer} has several prices for ${key} in ${region}: none is taken`);
    lists.push({ offer, region, published: read.published });
    prices.push(...read.prices);
  }
  const order = ({ item, region, key }: ListedPrice): string => `${item} ${region} ${key}`;
  return {
    schemaVersion: "1.0",
    date: now.toISOString().slice(0, 10),
    currency: "USD",
    source: `${source.replace(/\/+$/, "")}/offers/v1.0/aws`,
    lists,
    prices: prices.sort((a, b) => (order(a) < order(b) ? -1 : 1)),
  };
}

/** Each offer once for each region that its items are priced in. */
function listsOf(regions: readonly string[]): readonly { readonly offer: string; readonly region: string }[] {
  const offers = new Map<string, Set<string>>();
  for (const { list, region } of Object.values(billable.items)) {
    const known = offers.get(list.offer) ?? new Set<string>();
    for (const one of region === undefined ? regions : [region]) known.add(one);
    offers.set(list.offer, known);
  }
  return [...offers]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([offer, known]) => [...known].sort().map((region) => ({ offer, region })));
}

/** Undefined where AWS publishes no such list. */
async function readList(url: string, offer: string, region: string): Promise<ReadList | undefined> {
  try {
    const response = await fetch(url, { redirect: "error", signal: AbortSignal.timeout(longestList) });
    if (response.status === 404 || response.status === 403) {
      await response.body?.cancel();
      return undefined;
    }
    if (!response.ok || !response.body) throw new Error(`it answered ${response.status}`);
    // The same stream by two declarations of its type: the browser's, and Node's, which can be read in a loop.
    return await readPriceList(offer, region, Readable.fromWeb(response.body as WebStream).setEncoding("utf8"));
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause.message : undefined;
    throw new UserError({
      code: "prices-not-read",
      message: `The price list ${url} cannot be read: ${cause ?? (error instanceof Error ? error.message : String(error))}.`,
      exitCode: exitCodes.engineFailed,
      hint: "Run it where the internet can be reached, or write a price file by hand (docs/prices.schema.json).",
    });
  }
}

/** Milliseconds for one list: that of EC2 over a slow line. */
const longestList = 15 * 60_000;
