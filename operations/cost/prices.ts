/** A dated file of prices (`docs/prices.schema.json`): written by `digit-platform prices`, or by hand. */
import { existsSync, readFileSync } from "node:fs";
import { invalidInput, type Problem, usageError } from "../../common/errors";
import { readStrictYaml } from "../../common/strictYaml";
import schema from "../../docs/prices.schema.json";
import { billable } from "./billable";

interface Price {
  readonly item: string;
  /** @default empty */
  readonly key?: string;
  readonly region: string;
  readonly unit: string;
  readonly price: number;
}

export interface PriceFile {
  readonly schemaVersion: "1.0";
  readonly date: string;
  readonly currency: string;
  readonly source: string;
  readonly prices: readonly Price[];
}

/** @throws UserError exit 2 with every problem and its line */
export function readPrices(file: string, now: Date): PriceFile {
  if (!existsSync(file))
    throw usageError("no-prices", `There is no price file ${file}.`, "`digit-platform prices <region>` writes one.");
  const { content, lineOf } = readStrictYaml(readFileSync(file, "utf8"), file, schema);
  const prices = content as PriceFile;
  const problems: Problem[] = [];
  const problem = (path: readonly (string | number)[], message: string): void => {
    problems.push({ code: "wrong-value", message, file, line: lineOf(path) });
  };
  if (Number.isNaN(Date.parse(prices.date))) problem(["date"], `date: ${prices.date} is no day`);
  else if (Date.parse(prices.date) > now.getTime()) problem(["date"], `date: ${prices.date} is not in the past`);
  const seen = new Map<string, number>();
  for (const [index, { item, region, key = "", unit }] of prices.prices.entries()) {
    const known = billable.items[item];
    if (!known)
      problem(["prices", index, "item"], `prices[${index}].item: there is no ${item} in catalogue/billable.json`);
    else if (known.unit !== unit)
      problem(
        ["prices", index, "unit"],
        `prices[${index}].unit: ${item} is billed by the ${known.unit}, not by the ${unit}`,
      );
    const id = JSON.stringify([item, region, key]);
    const before = seen.get(id);
    if (before !== undefined)
      problem(["prices", index], `prices[${index}]: the same item, key and region as prices[${before}]`);
    else seen.set(id, index);
  }
  if (problems.length > 0) throw invalidInput(`${file} has ${problems.length} problem(s).`, problems);
  return prices;
}
