import { isRecord } from "../common/json";
import type { ConfigCatalogue } from "./catalogue";
import { otherRegion } from "./catalogue";
import { environmentSchema, type Schema, valueSchema } from "./schema";
import { locate, type MapTree, type Path, type Position, pathText, toPlain } from "./tree";

/** Where a final value comes from: a line of a file, or a default and the reason for it. */
export type Origin = Position | { readonly default: string };

/** Of every leaf (and every empty map or list) of the resolved environment, by its path text. */
export type Origins = ReadonlyMap<string, Origin>;

export interface Filled {
  /** The resolved environment, its keys in the order of the schema. Only as well typed as the tree was. */
  readonly value: Record<string, unknown>;
  readonly origins: Origins;
}

/** Fills every default and notes where each value came from. Parts that do not fit the schema are left as they are. */
export function fillDefaults(tree: MapTree, catalogue: ConfigCatalogue): Filled {
  const filler = new Filler(tree);
  const value = filler.fill(environmentSchema(), toPlain(tree), []) as Record<string, unknown>;
  for (const computed of computedDefaults) computed(value, catalogue, filler.origins);
  return { value, origins: filler.origins };
}

class Filler {
  readonly origins = new Map<string, Origin>();

  constructor(private readonly tree: MapTree) {}

  /** `reason` is set inside a value that is itself a default. */
  fill(schema: Schema | undefined, value: unknown, path: Path, reason?: string): unknown {
    if (Array.isArray(value)) {
      if (value.length === 0) this.note(path, reason);
      return value.map((item, index) => this.fill(schema?.items, item, [...path, index], reason));
    }
    if (isRecord(value)) return this.fillMap(schema, value, path, reason);
    this.note(path, reason);
    return value;
  }

  private fillMap(
    schema: Schema | undefined,
    value: Record<string, unknown>,
    path: Path,
    reason?: string,
  ): Record<string, unknown> {
    const fields = schema?.properties ?? {};
    const values = schema === undefined ? undefined : valueSchema(schema);
    const filled: [string, unknown][] = [];
    for (const [key, field] of Object.entries(fields)) {
      if (field["x-fileOnly"] === true) continue;
      // Keeps the place of a value that is computed once the others are known.
      if (field["x-computed"] !== undefined && !Object.hasOwn(value, key)) filled.push([key, undefined]);
      if (Object.hasOwn(value, key)) filled.push([key, this.fill(field, value[key], [...path, key], reason)]);
      else if (field.default !== undefined)
        filled.push([key, this.fill(field, field.default, [...path, key], field["x-reason"] ?? "default")]);
    }
    for (const key of Object.keys(value)) {
      if (!Object.hasOwn(fields, key)) filled.push([key, this.fill(values, value[key], [...path, key], reason)]);
    }
    if (filled.length === 0) this.note(path, reason);
    return Object.fromEntries(filled);
  }

  private note(path: Path, reason?: string): void {
    this.origins.set(pathText(path), reason === undefined ? locate(this.tree, path) : { default: reason });
  }
}

type Computed = (value: Record<string, unknown>, catalogue: ConfigCatalogue, origins: Map<string, Origin>) => void;

/** One for each `x-computed` of the schema. Where a default cannot be computed, a fact reports the value that it hangs on. */
const computedDefaults: readonly Computed[] = [
  function recoveryRegion(value, catalogue, origins) {
    if (value.recoveryRegion !== undefined || typeof value.region !== "string" || typeof value.target !== "string")
      return;
    const other = otherRegion(catalogue, value.target, value.region);
    if (other === undefined) return;
    value.recoveryRegion = other.code;
    origins.set("recoveryRegion", { default: `the other region of the same country (${other.place})` });
  },
  function rtoMinutes(value, catalogue, origins) {
    const recovery = value.recovery;
    const { sizes } = catalogue.limits;
    if (!isRecord(recovery) || recovery.rtoMinutes !== undefined || !isSize(value.size, sizes)) return;
    const { restoreMinutes } = sizes[value.size];
    recovery.rtoMinutes = 2 * restoreMinutes;
    origins.set("recovery.rtoMinutes", {
      default: `a restore at size ${value.size} takes ${restoreMinutes} minutes; twice that leaves room`,
    });
  },
];

function isSize<Sizes extends object>(size: unknown, sizes: Sizes): size is keyof Sizes {
  return typeof size === "string" && Object.hasOwn(sizes, size);
}
