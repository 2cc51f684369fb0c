/** Quantities and estimate of the plans of a run. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Deployment, stackDirectory, stackNamed } from "../../gate/deployment";
import type { PlanDocument } from "../../gate/planDocument";
import { files } from "../../gate/workspace";
import { type Estimate, estimateOf } from "./estimate";
import type { PriceFile } from "./prices";
import { type Quantity, quantitiesOf } from "./quantities";

export interface Costs {
  /** Of one month, per stack; `before` and `after` are the same where a plan changes nothing of it. */
  readonly quantities: readonly Quantity[];
  /** Types that `catalogue/billable.json` does not know. */
  readonly unknownTypes: readonly string[];
  /** Null without a price file. */
  readonly estimate: Estimate | null;
}

/** What each stack's plan is billed by, in deployment order whatever order the plans were made in. */
export class CostCollector {
  private readonly found = new Map<string, ReturnType<typeof quantitiesOf>>();

  constructor(
    private readonly manifest: Deployment["manifest"],
    private readonly prices: PriceFile | undefined,
  ) {}

  add(stack: string, plan: PlanDocument): void {
    this.found.set(stack, quantitiesOf(stack, plan, this.manifest.region));
  }

  costs(): Costs {
    const stacks = this.manifest.stacks.map(({ name }) => name);
    const found = stacks.flatMap((name) => this.found.get(name) ?? []);
    const quantities = found.flatMap((one) => one.quantities);
    const unknownTypes = [...new Set(found.flatMap((one) => one.unknownTypes))].sort();
    const unplanned = stacks.filter((name) => !this.found.has(name));
    const estimate = this.prices ? estimateOf(quantities, this.prices, { unplanned, unknownTypes }) : null;
    return { quantities, unknownTypes, estimate };
  }
}

/** Of plans that this run has written. */
export function costsOf(deployment: Deployment, planned: readonly string[], prices: PriceFile | undefined): Costs {
  const collector = new CostCollector(deployment.manifest, prices);
  for (const name of planned) {
    const file = join(stackDirectory(deployment, stackNamed(deployment, name)), files.planJson);
    collector.add(name, JSON.parse(readFileSync(file, "utf8")) as PlanDocument);
  }
  return collector.costs();
}
