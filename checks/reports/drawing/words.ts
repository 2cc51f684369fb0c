/** What the drawing calls things. */

import { redactText } from "../redact";
import { neutralise } from "../text/neutralise";
import type { DrawingModel, PlacedKind, TierKind } from "./model";

export const kindWords: { readonly [kind in PlacedKind]: string } = {
  balancer: "Load balancer",
  cluster: "EKS cluster",
  nodes: "Node group",
  instance: "Instance",
  database: "Database",
  cache: "Cache",
  stream: "Kafka",
  search: "Search",
  files: "File system",
  bucket: "Bucket",
  table: "Table",
  secret: "Secret",
  images: "Image registry",
  logs: "Log group",
};

export const tierWords: { readonly [kind in TierKind]: string } = {
  public: "open to the internet by its routes",
  private: "outwards only",
  isolated: "no route to the internet",
};

/** Kinds that keep data, so that having no key of one's own is worth saying. */
const storing: ReadonlySet<PlacedKind> = new Set<PlacedKind>([
  "database",
  "cache",
  "stream",
  "search",
  "files",
  "bucket",
  "table",
  "secret",
  "logs",
]);

export function keepsData(kind: PlacedKind): boolean {
  return storing.has(kind);
}

/** `K1`, `K2` … by key id, in the model's order. */
export function keyNumbers(model: DrawingModel): ReadonlyMap<string, string> {
  return new Map(model.keys.map((key, index) => [key.id, `K${index + 1}`]));
}

/** Label by id for everything that something else may point to. */
export function labelsOf(model: DrawingModel): ReadonlyMap<string, string> {
  const residents = model.networks.flatMap((network) => network.tiers.flatMap((tier) => tier.residents));
  return new Map([...model.stores, ...residents, ...model.vaults, ...model.trails].map(({ id, label }) => [id, label]));
}

export function clean(text: string): string {
  return neutralise(redactText(text));
}

export function isEmpty(model: DrawingModel): boolean {
  return [model.networks, model.stores, model.keys, model.vaults, model.trails].every((list) => list.length === 0);
}
