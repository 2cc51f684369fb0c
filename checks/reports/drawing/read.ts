/** Small questions to a resource, answered with what can be said for certain. */
import type { Datum, Reading, ResourceGraph, ResourceNode } from "../../graph/graph";

export function idOf(node: ResourceNode): string {
  return `${node.stack ?? node.input}:${node.address}`;
}

function valueOfReading(reading: Reading): Datum | undefined {
  return reading.kind === "known" || reading.kind === "default" ? reading.value : undefined;
}

/** Text or number as text; undefined where it is absent, unknown or something else. */
export function textOf(node: ResourceNode, path: string): string | undefined {
  const value = valueOfReading(node.get(path));
  if (typeof value === "number") return String(value);
  return typeof value === "string" && value !== "" ? value : undefined;
}

export function isTrue(node: ResourceNode, path: string): boolean {
  return valueOfReading(node.get(path)) === true;
}

export function textsOf(node: ResourceNode, path: string): string[] {
  const value = valueOfReading(node.get(path));
  return Array.isArray(value) ? value.filter((item): item is string => typeof item === "string") : [];
}

export function regionOf(node: ResourceNode): string | undefined {
  const value = valueOfReading(node.region());
  return typeof value === "string" ? value : undefined;
}

/** Nodes of the given types that a value refers to, each once. */
export function referred(node: ResourceNode, path: string, ...types: readonly string[]): ResourceNode[] {
  const nodes = node.references(path).nodes.filter(({ type }) => types.includes(type));
  return [...new Map(nodes.map((found) => [idOf(found), found])).values()];
}

/** Managed nodes only: what is merely looked up belongs to somebody else's picture. */
export function managed(graph: ResourceGraph, ...types: readonly string[]): ResourceNode[] {
  return graph.ofType(...types).filter(({ mode }) => mode === "managed");
}

/** What people call it: the given attribute, the Name tag, or the last part of its address. */
export function labelOf(node: ResourceNode, ...paths: readonly string[]): string {
  for (const path of [...paths, "tags.Name"]) {
    const text = textOf(node, path);
    if (text !== undefined) return text;
  }
  const name = node.address.slice(node.address.lastIndexOf(`${node.writtenType}.`) + node.writtenType.length + 1);
  return name === "" ? node.address : name;
}

/** Id of the key that a value names, directly or by an alias. */
export function keyOf(node: ResourceNode, path: string): string | null {
  const [key] = referred(node, path, "aws_kms_key", "aws_kms_replica_key");
  if (key !== undefined) return idOf(key);
  const [alias] = referred(node, path, "aws_kms_alias");
  const [target] = alias === undefined ? [] : referred(alias, "target_key_id", "aws_kms_key", "aws_kms_replica_key");
  return target === undefined ? null : idOf(target);
}

export function stated(...facts: readonly (string | false | undefined)[]): string[] {
  return facts.filter((fact): fact is string => typeof fact === "string" && fact !== "");
}
