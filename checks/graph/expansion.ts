/** `count` and `for_each`: which instances a resource or module call has, as far as the source says. */
import { isHole, isList, isObject, isTemplate } from "../expression/datum";
import { bindNames, type GraphScope } from "./boundScope";
import { materialise } from "./cursor";
import type { Datum } from "./graph";

export interface Instance {
  /** Undefined for a resource without `count` and `for_each`, or with one that cannot be expanded. */
  readonly key: string | number | undefined;
  readonly scope: GraphScope;
}

/** More instances than this are kept as one node without index, so that `count = 1e9` costs nothing. */
const mostInstances = 2000;

export function expand(
  count: unknown,
  forEach: unknown,
  syntax: "json" | "plan",
  scope: GraphScope,
): readonly Instance[] {
  if (count !== undefined && count !== null) {
    const value = numeric(materialise({ kind: "config", value: count, syntax, scope }));
    if (value === undefined || value < 0 || value > mostInstances) return [{ key: undefined, scope }];
    return Array.from({ length: Math.floor(value) }, (_, index) => ({
      key: index,
      scope: bindNames(scope, { count: { index } }),
    }));
  }
  if (forEach !== undefined && forEach !== null) {
    const entries = entriesOf(materialise({ kind: "config", value: forEach, syntax, scope }));
    if (entries === undefined || entries.length > mostInstances) return [{ key: undefined, scope }];
    return entries.map(([key, value]) => ({ key, scope: bindNames(scope, { each: { key, value } }) }));
  }
  return [{ key: undefined, scope }];
}

function numeric(value: Datum): number | undefined {
  const number = typeof value === "string" && value.trim() !== "" ? Number(value) : value;
  return typeof number === "number" && !Number.isNaN(number) ? number : undefined;
}

function entriesOf(value: Datum): readonly (readonly [string, Datum])[] | undefined {
  if (isObject(value)) return Object.entries(value);
  if (!isList(value)) return undefined;
  const keys = value.map((item) =>
    isHole(item) || isTemplate(item) || typeof item === "object" ? undefined : String(item),
  );
  return keys.includes(undefined) ? undefined : keys.map((key) => [key ?? "", key ?? ""]);
}

/** The scope of an instance whose key is known from a plan: `each.value` is looked up when it is needed. */
export function scopeOfInstance(scope: GraphScope, key: string | number | undefined, forEach: unknown): GraphScope {
  if (key === undefined) return scope;
  if (typeof key === "number") return bindNames(scope, { count: { index: key } });
  const names = {
    get each(): Datum {
      const entries =
        forEach === undefined
          ? []
          : (entriesOf(materialise({ kind: "config", value: forEach, syntax: "plan", scope })) ?? []);
      const value = entries.find(([name]) => name === key)?.[1];
      return value === undefined ? { key } : { key, value };
    },
  };
  return bindNames(scope, names);
}

export function indexSuffix(key: string | number | undefined): string {
  return key === undefined ? "" : `[${JSON.stringify(key)}]`;
}
