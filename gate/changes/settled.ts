import type { Json } from "../../common/json";

/** Providers write "nothing" in several ways, and not always the same one: all of them as null, at every depth. */
export function settled(value: Json): Json {
  if (value === "" || value === false || value === 0) return null;
  if (Array.isArray(value)) return value.length === 0 ? null : value.map((item: Json) => settled(item));
  if (value === null || typeof value !== "object") return value;
  const entries = Object.entries(value as { readonly [key: string]: Json })
    .map(([key, item]) => [key, settled(item)] as const)
    .filter(([, item]) => item !== null);
  return entries.length === 0 ? null : Object.fromEntries(entries);
}
