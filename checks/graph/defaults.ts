/** The catalogue of documented provider defaults, as data. */
import type { Datum } from "./graph";
import { type PathStep, withoutIndexes } from "./path";
import catalogue from "./providerDefaults.json";

const defaults: Readonly<Record<string, unknown>> = catalogue;

/** What the provider documents for an attribute that is not stated, or undefined. */
export function documentedDefault(type: string, steps: readonly PathStep[]): Datum | undefined {
  const ofType = Object.hasOwn(defaults, type) ? defaults[type] : undefined;
  if (typeof ofType !== "object" || ofType === null) return undefined;
  const path = withoutIndexes(steps);
  return Object.hasOwn(ofType, path) ? (ofType as Record<string, Datum>)[path] : undefined;
}
