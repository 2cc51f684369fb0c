/** Region of a resource: that of the provider configuration which makes it, found through the module calls. */
import { holesIn, isHole, isTemplate } from "../expression/datum";
import type { ResourceConfig } from "../inputs/model";
import { type Cursor, materialise, stepInto } from "./cursor";
import type { Datum, Reading, ResourceNode } from "./graph";
import type { ModuleScope } from "./moduleScope";

export function regionOf(module: ModuleScope, config: ResourceConfig | undefined, node: ResourceNode): Reading {
  const fromArn = regionInArn(node);
  if (!config) return fromArn ?? { kind: "unknown", cause: "a state does not tell the provider's region", set: true };
  const datum = providerRegion(module, config.provider);
  if (typeof datum === "string" && datum !== "") return { kind: "known", value: datum };
  if (isHole(datum) || isTemplate(datum))
    return { kind: "unknown", cause: holesIn(datum)[0]?.cause ?? "not known", set: true };
  return fromArn ?? { kind: "unknown", cause: `the provider ${config.provider} states no region`, set: true };
}

const providerRegions = new WeakMap<ModuleScope, Map<string, Datum | undefined>>();

/** What the configuration of the provider states, worked out once for each module instance and provider. */
function providerRegion(module: ModuleScope, provider: string): Datum | undefined {
  const known = providerRegions.get(module) ?? new Map<string, Datum | undefined>();
  providerRegions.set(module, known);
  if (known.has(provider)) return known.get(provider);
  const found = providerOf(module, provider);
  const cursor =
    found && stepInto({ kind: "config", value: found.body, syntax: found.syntax, scope: found.scope }, "region");
  const datum = cursor && materialise(cursor);
  known.set(provider, datum);
  return datum;
}

function regionInArn(node: ResourceNode): Reading | undefined {
  const arn = node.get("arn");
  const region = arn.kind === "known" && typeof arn.value === "string" ? arn.value.split(":")[3] : undefined;
  return region ? { kind: "known", value: region } : undefined;
}

/** Tags that the provider adds to everything it makes; undefined where its configuration states none. */
export function defaultTagsOf(module: ModuleScope, config: ResourceConfig): Datum | undefined {
  const found = providerOf(module, config.provider);
  if (!found) return undefined;
  const provider: Cursor = { kind: "config", value: found.body, syntax: found.syntax, scope: found.scope, block: true };
  const block = stepInto(provider, "default_tags");
  const tags = block && stepInto(block, "tags");
  return tags && materialise(tags);
}

interface ProviderBlock {
  readonly body: unknown;
  readonly syntax: "json" | "plan";
  readonly scope: ModuleScope;
}

/** A child without a configuration of its own uses the one that its caller passes, or the caller's of the same name. */
function providerOf(module: ModuleScope, key: string): ProviderBlock | undefined {
  if (module.config?.syntax === "plan") return providerOfPlan(module, key);
  const passed = module.parent?.call.providers;
  if (module.parent && passed && Object.hasOwn(passed, key))
    return providerOf(module.parent.module, passed[key] ?? key);
  const body = module.config?.providers.get(key);
  if (body !== undefined) return { body, syntax: "json", scope: module };
  return module.parent && !key.includes(".") ? providerOf(module.parent.module, key) : undefined;
}

/** A plan keeps all provider configurations at its root, under keys that Terraform has already resolved. */
function providerOfPlan(module: ModuleScope, key: string): ProviderBlock | undefined {
  let root = module;
  while (root.parent) root = root.parent.module;
  const body = root.config?.providers.get(key);
  if (body === undefined) return undefined;
  let scope = root;
  const path = key.includes(":") ? key.slice(0, key.lastIndexOf(":")) : "";
  for (const name of path.split(".").filter((part) => part !== "" && part !== "module")) {
    scope = scope.children(name)[0]?.module ?? scope;
  }
  return { body, syntax: "plan", scope };
}
