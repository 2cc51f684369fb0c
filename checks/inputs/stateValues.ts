/** The tree of modules and resources that plans (`planned_values`, `prior_state`) and states (`values`) share. */
import { isRecord } from "../graph/cursor";
import type { InstanceRecord } from "./model";

/** Nested modules deeper than this do not occur; the bound keeps hostile input from exhausting the stack. */
export const deepestModule = 100;

export function resourcesOfValues(module: unknown, depth = 0): readonly InstanceRecord[] {
  if (!isRecord(module) || depth > deepestModule) return [];
  const own = (Array.isArray(module.resources) ? module.resources : []).filter(isRecord);
  const children = Array.isArray(module.child_modules) ? module.child_modules : [];
  const moduleAddress = typeof module.address === "string" ? module.address : "";
  return [
    ...own.flatMap((resource) => instanceOf(resource, moduleAddress)),
    ...children.flatMap((child) => resourcesOfValues(child, depth + 1)),
  ];
}

function instanceOf(resource: Readonly<Record<string, unknown>>, moduleAddress: string): readonly InstanceRecord[] {
  const { type, name, address, index, values, sensitive_values: sensitive } = resource;
  if (typeof type !== "string" || typeof address !== "string" || resource.deposed_key !== undefined) return [];
  return [
    {
      address,
      moduleAddress,
      mode: resource.mode === "data" ? "data" : "managed",
      type,
      name: String(name),
      ...(typeof index === "string" || typeof index === "number" ? { index } : {}),
      values,
      sensitive,
    },
  ];
}
