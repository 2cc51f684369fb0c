/** Several instances of a resource or module as one value: a list by number, an object by key. */
import { hole } from "../expression/datum";
import type { Datum } from "./graph";
import type { ModuleTarget } from "./targets";

export function wholeOf(
  parts: readonly { readonly key: string | number | undefined; readonly value: Datum }[],
): Datum | undefined {
  const [first] = parts;
  if (parts.length === 1 && first?.key === undefined) return first?.value;
  if (parts.every(({ key }) => typeof key === "number")) return parts.map(({ value }) => value);
  if (!parts.every(({ key }) => typeof key === "string")) return undefined;
  return Object.fromEntries(parts.map(({ key, value }) => [key, value]));
}

export function wholeModules({ children, each }: ModuleTarget): Datum | undefined {
  const parts = children.map(({ key, module }) => ({
    key,
    value: hole(`the whole of ${module.address}`, { set: true, whole: module }),
  }));
  return each ? parts.map(({ value }) => value) : wholeOf(parts);
}
