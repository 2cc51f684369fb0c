/** Texts for SARIF: one line, nothing that acts, nothing that a viewer would read as a placeholder or a link. */
import type { Json } from "../../../common/json";
import { neutralise, neutraliseProse } from "../text/neutralise";

/** SARIF 2.1.0, 3.11.5: braces are doubled, because `{0}` is a placeholder; 3.11.6: `[text](target)` is a link. */
export function messageText(text: string): string {
  return neutraliseProse(text).replace(/[{}]/g, "$&$&").replaceAll("](", "] (");
}

/** A value for a property bag, with every text in it made harmless. */
export function harmless(value: Json): Json {
  if (typeof value === "string") return neutralise(value);
  if (Array.isArray(value)) return value.map(harmless);
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(
    Object.entries(value as { readonly [key: string]: Json }).map(([key, item]) => [neutralise(key), harmless(item)]),
  );
}
