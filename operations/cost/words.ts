/** What every form says of quantities and costs, in the same words. */
import type { Costs } from "./costs";
import type { Estimate, Money } from "./estimate";
import type { Quantity } from "./quantities";

/** Quantities that a plan changes, and how many stay. */
export function changedQuantities({ quantities }: Costs): {
  readonly changed: readonly Quantity[];
  readonly same: number;
} {
  const told = quantities.filter(({ before }) => before !== null);
  const changed = told.filter(({ before, after, open }) => before !== after || open.before !== open.after);
  return { changed, same: told.length - changed.length };
}

/** `730 hour -> 1460 hour (+730)`. */
export function amountWords({ before, after, unit, open }: Quantity): string {
  const [from, to] = [before ?? 0, after ?? 0];
  const left = Math.max(open.before, open.after);
  const rest = left === 0 ? "" : `, and ${left} resource(s) of which the plan does not say how much`;
  return `${figure(from)} -> ${figure(to)} ${unit} (${signed(to - from)})${rest}`;
}

export function nameWords({ item, key, title, region }: Quantity): string {
  return `${title} [${key === "" ? item : `${item} ${key}`}, ${region}]`;
}

/** Usage that comes or goes with resources of a plan: it is billed, and no plan tells how much there will be. */
export function usageWords({ quantities }: Costs): readonly string[] {
  const moved = quantities.filter(({ before, resources }) => before === null && resources.before !== resources.after);
  return [...new Set(moved.map(({ title }) => title))].sort();
}

export function moneyWords({ before, after, change }: Money, currency: string): string {
  return `${currency} ${before.toFixed(2)} -> ${after.toFixed(2)} a month (${change < 0 ? "" : "+"}${change.toFixed(2)})`;
}

/** What has to be known to read an estimate, a line each. */
export function estimateNotes({ date, source, unpriced, unknown, leavesOut }: Estimate): readonly string[] {
  return [
    `prices of ${date} (${source}), 730 hours a month`,
    ...(unpriced.length > 0
      ? [`without a price, and not in the sum: ${[...new Set(unpriced.map(nameWords))].join("; ")}`]
      : []),
    ...(unknown.length > 0 ? [`usage that no plan tells is not in the sum: ${unknown.join("; ")}`] : []),
    ...leavesOut.map((one) => `left out: ${one}`),
  ];
}

const figure = (value: number): string => String(Number(value.toFixed(2)));
const signed = (value: number): string => `${value < 0 ? "" : "+"}${figure(value)}`;
