/** Quantities of Kubernetes: `500m`, `1Gi`, `2e3`. */
import type { Datum } from "../../graph/graph";

const suffixes: Readonly<Record<string, number>> = {
  "": 1,
  n: 1e-9,
  u: 1e-6,
  m: 1e-3,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  P: 1e15,
  E: 1e18,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
  Pi: 2 ** 50,
  Ei: 2 ** 60,
};

/** In cores or bytes; undefined for what is no quantity. */
export function quantityOf(value: Datum): number | undefined {
  if (typeof value === "number") return value;
  if (typeof value !== "string") return undefined;
  const match = /^([+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)([A-Za-z]{0,2})$/.exec(value.trim());
  const suffix = match?.[2] ?? "";
  const factor = Object.hasOwn(suffixes, suffix) ? suffixes[suffix] : undefined;
  return match && factor !== undefined ? Number(match[1]) * factor : undefined;
}
