import type { Datum } from "./graph";

/** Parsed JSON as a value: it has no holes. */
export function plain(value: unknown): Datum {
  return (value ?? null) as Datum;
}
