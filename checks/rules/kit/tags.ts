/** Tags of a resource, those that the provider adds (`default_tags`) included where the input shows them. */
import type { ResourceNode } from "../../graph/graph";
import { isHole, isObject, isTemplate, textOf } from "./datum";

export type Tag =
  | { readonly kind: "value"; readonly value: string }
  | { readonly kind: "absent" }
  | { readonly kind: "unknown"; readonly cause: string };

export function tagOf(node: ResourceNode, key: string): Tag {
  const own = lookUp(node, "tags", key);
  if (own.kind === "value") return own;
  const all = lookUp(node, "tags_all", key);
  // `tags_all` is computed: not knowing it yet says nothing where the stated tags are known and lack the key.
  return all.kind === "value" ? all : own;
}

/** A machine counts as a store when its tag `tier` says `data`. */
export function holdsData(node: ResourceNode): boolean {
  const tier = tagOf(node, "tier");
  return tier.kind === "value" && tier.value === "data";
}

function lookUp(node: ResourceNode, path: string, key: string): Tag {
  const reading = node.get(path);
  if (reading.kind === "absent") return { kind: "absent" };
  if (reading.kind === "unknown") return { kind: "unknown", cause: reading.cause };
  if (!isObject(reading.value)) return { kind: "absent" };
  const value = reading.value[key];
  if (value === undefined || value === null || value === "") return { kind: "absent" };
  const text = textOf(value);
  if (text?.kind === "text") return { kind: "value", value: text.text };
  const cause = isHole(value) ? value.cause : isTemplate(value) ? value.parts.find(isHole)?.cause : undefined;
  return { kind: "unknown", cause: cause ?? `the tag ${key} is not known` };
}
