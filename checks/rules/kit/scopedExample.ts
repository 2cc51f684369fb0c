import type { Json, JsonObject } from "../../../common/json";
import type { RuleExample } from "../../rule";
import { rootModule } from "./example";

export interface ScopedExample {
  /** Checks that fail, each as `[check, type.label]`. */
  readonly fails?: readonly (readonly [check: string, address: string])[];
  readonly unknowns?: readonly (readonly [check: string, address: string])[];
  readonly stateMisses?: readonly (readonly [check: string, address: string])[];
  readonly otherStacks?: { readonly [stack: string]: JsonObject };
}

/**
 * An example whose resource labels are made unique among all examples: `aws_vpc.main` of the example `net-06-good`
 * becomes `aws_vpc.net_06_good_main`, in declarations, references and expectations alike.
 */
export function example(name: string, parts: JsonObject, expectations: ScopedExample = {}): RuleExample {
  const prefix = name.replaceAll("-", "_");
  const scoped = (pairs: readonly (readonly [string, string])[]) =>
    pairs.map(([check, address]) => ({ check, resource: address.replace(/^((?:data\.)?[^.]+)\./, `$1.${prefix}_`) }));
  return {
    name,
    terraform: rename(rootModule(parts), labelsOf(parts), prefix),
    ...(expectations.otherStacks
      ? {
          otherStacks: Object.fromEntries(
            Object.entries(expectations.otherStacks).map(([stack, other]) => [
              stack,
              rename(rootModule(other), labelsOf(other), prefix),
            ]),
          ),
        }
      : {}),
    fails: scoped(expectations.fails ?? []),
    ...(expectations.unknowns ? { unknowns: scoped(expectations.unknowns) } : {}),
    ...(expectations.stateMisses ? { stateMisses: scoped(expectations.stateMisses) } : {}),
  };
}

/** `type.label` of everything declared. */
function labelsOf(parts: JsonObject): ReadonlySet<string> {
  return new Set(
    ["resource", "data"].flatMap((section) =>
      Object.entries((parts[section] ?? {}) as JsonObject).flatMap(([type, resources]) =>
        Object.keys(resources as JsonObject).map((label) => `${type}.${label}`),
      ),
    ),
  );
}

function rename(module: Json, labels: ReadonlySet<string>, prefix: string): Json {
  const root = module as { readonly [key: string]: Json };
  return Object.fromEntries(
    Object.entries(root).map(([key, value]) => {
      const renamed = inReferences(value, labels, prefix);
      return [key, key === "resource" || key === "data" ? relabel(renamed as JsonObject, prefix) : renamed];
    }),
  );
}

function relabel(section: JsonObject, prefix: string): Json {
  return Object.fromEntries(
    Object.entries(section).map(([type, resources]) => [
      type,
      Object.fromEntries(Object.entries(resources as JsonObject).map(([label, body]) => [`${prefix}_${label}`, body])),
    ]),
  );
}

function inReferences(value: Json, labels: ReadonlySet<string>, prefix: string): Json {
  if (typeof value === "string") {
    return value.replace(
      /\b(data\.)?([a-z][a-z0-9_]*)\.([A-Za-z][\w-]*)/g,
      (whole, mode: string | undefined, type: string, label: string) =>
        labels.has(`${type}.${label}`) ? `${mode ?? ""}${type}.${prefix}_${label}` : whole,
    );
  }
  if (Array.isArray(value)) return value.map((item: Json) => inReferences(item, labels, prefix));
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, inReferences(item, labels, prefix)]));
}
