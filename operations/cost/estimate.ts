/** What a month costs before and after a plan, by a dated price file. No price is invented: what has none is named. */

import type { PriceFile } from "./prices";
import type { Quantity } from "./quantities";

export interface Money {
  readonly before: number;
  readonly after: number;
  readonly change: number;
}

interface Priced {
  readonly stack: string;
  readonly item: string;
  readonly region: string;
  readonly key: string;
  readonly unit: string;
  /** For one unit. */
  readonly price: number;
  readonly monthly: Money;
}

export interface Estimate {
  /** Day of the prices, `YYYY-MM-DD`. */
  readonly date: string;
  readonly currency: string;
  readonly source: string;
  readonly monthly: Money;
  readonly stacks: readonly { readonly stack: string; readonly monthly: Money }[];
  readonly lines: readonly Priced[];
  /** Quantities that the price file has no price for. */
  readonly unpriced: readonly Quantity[];
  /** Usage that no plan tells, and amounts that this plan leaves open: by item, one line each. */
  readonly unknown: readonly string[];
  /** What no estimate of this kind holds, in words. */
  readonly leavesOut: readonly string[];
}

const alwaysLeftOut: readonly string[] = [
  "taxes, support plans, discounts, reservations and savings plans",
  "free allowances, and the lower prices of larger volumes: the first paid tier is taken",
  "credits of burstable instances, and storage that grows by itself",
];

export function estimateOf(
  quantities: readonly Quantity[],
  prices: PriceFile,
  about: { readonly unplanned: readonly string[]; readonly unknownTypes: readonly string[] },
): Estimate {
  const priceOf = new Map(prices.prices.map(({ item, region, key = "", price }) => [idOf(item, region, key), price]));
  const known = quantities.filter(
    ({ before, after, resources, open }) =>
      before !== null && after !== null && resources.before + resources.after > open.before + open.after,
  );
  const lines = known.flatMap((one): readonly Priced[] => {
    const price = priceOf.get(idOf(one.item, one.region, one.key));
    if (price === undefined) return [];
    const { stack, item, region, key, unit } = one;
    return [{ stack, item, region, key, unit, price, monthly: moneyOf(one, price) }];
  });
  const stacks = [...new Set(quantities.map(({ stack }) => stack))];
  return {
    date: prices.date,
    currency: prices.currency,
    source: prices.source,
    monthly: sumOf(lines),
    stacks: stacks.map((stack) => ({ stack, monthly: sumOf(lines.filter((line) => line.stack === stack)) })),
    lines,
    unpriced: known.filter((one) => !priceOf.has(idOf(one.item, one.region, one.key))),
    unknown: unknownOf(quantities),
    leavesOut: [
      ...alwaysLeftOut,
      ...(about.unplanned.length > 0 ? [`stacks without a plan: ${about.unplanned.join(", ")}`] : []),
      ...(about.unknownTypes.length > 0
        ? [`types that catalogue/billable.json does not know: ${about.unknownTypes.join(", ")}`]
        : []),
    ],
  };
}

const idOf = (item: string, region: string, key: string): string => JSON.stringify([item, region, key]);

function moneyOf({ before, after }: Quantity, price: number): Money {
  return rounded((before ?? 0) * price, (after ?? 0) * price);
}

function sumOf(lines: readonly Priced[]): Money {
  const sum = (side: "before" | "after"): number => lines.reduce((total, { monthly }) => total + monthly[side], 0);
  return rounded(sum("before"), sum("after"));
}

/** To a hundredth: what a price list does not tell makes everything finer a pretence. */
function rounded(before: number, after: number): Money {
  const cents = (value: number): number => Number(value.toFixed(2));
  return { before: cents(before), after: cents(after), change: cents(cents(after) - cents(before)) };
}

function unknownOf(quantities: readonly Quantity[]): readonly string[] {
  const usage = quantities.filter(({ before, after }) => before === null || after === null);
  const open = quantities.filter((one) => one.open.before + one.open.after > 0);
  return [
    ...new Set([
      ...usage.map(({ item, title, unit }) => `${item}: ${title} (${unit})`),
      ...open.map(({ stack, item, title, open: left }) => {
        const count = Math.max(left.before, left.after);
        return `${item}: ${title} of ${count} resource(s) in ${stack}, of which the plan does not say how much`;
      }),
    ]),
  ].sort();
}
