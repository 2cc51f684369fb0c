/** A graph over plain Terraform JSON for tests of the drawing: literal values and direct references, nothing else. */
import type { BlockList, BlockView, Datum, Reading, References, ResourceGraph, ResourceNode } from "../../graph/graph";

export interface SampleResource {
  readonly type: string;
  readonly name: string;
  readonly values: { readonly [attribute: string]: unknown };
  readonly region?: string;
  readonly mode?: "managed" | "data";
}

const reference = /\$\{([a-z0-9_]+\.[A-Za-z0-9_-]+)\.[^}]*\}/g;

export function sampleGraph(resources: readonly SampleResource[]): ResourceGraph {
  const byAddress = new Map<string, ResourceNode>();
  const nodes = resources.map((resource) => nodeOf(resource, byAddress));
  for (const node of nodes) byAddress.set(node.address, node);
  return {
    inputs: [],
    unread: [],
    nodes,
    ofType: (...types) => nodes.filter((node) => types.includes(node.type)),
    referrers: (target, type, path) => ({
      nodes: nodes.filter((node) => node.type === type && node.references(path).nodes.includes(target)),
      unresolved: undefined,
    }),
  };
}

function nodeOf(resource: SampleResource, byAddress: ReadonlyMap<string, ResourceNode>): ResourceNode {
  const view = viewOf("", resource.values, byAddress);
  return {
    ...view,
    address: `${resource.type}.${resource.name}`,
    type: resource.type,
    writtenType: resource.type,
    mode: resource.mode ?? "managed",
    input: 0,
    stack: null,
    source: {},
    policy: () => ({ kind: "absent" }),
    region: () => ({ kind: "known", value: resource.region ?? "ap-south-1" }),
    sensitive: () => false,
  };
}

function viewOf(path: string, value: unknown, byAddress: ReadonlyMap<string, ResourceNode>): BlockView {
  return {
    path,
    get: (inner): Reading => readingOf(at(value, inner)),
    blocks: (inner): BlockList => ({
      items: listOf(at(value, inner)).map((item, index) => viewOf(`${inner}[${index}]`, item, byAddress)),
      unknown: undefined,
    }),
    references: (inner): References => {
      const text = JSON.stringify(at(value, inner) ?? null);
      const found = [...text.matchAll(reference)].map((match) => byAddress.get(match[1] ?? ""));
      return { nodes: [...new Set(found.filter((node) => node !== undefined))], unresolved: undefined };
    },
  };
}

function listOf(value: unknown): unknown[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value];
}

/** A block may be an object or a list of one. */
function at(value: unknown, path: string): unknown {
  return path
    .split(/\.|\[(\d+)\]/)
    .filter((step): step is string => step !== undefined && step !== "")
    .reduce<unknown>((found, step) => {
      if (/^\d+$/.test(step)) return listOf(found)[Number(step)];
      return found !== null && typeof found === "object" ? (found as Record<string, unknown>)[step] : undefined;
    }, value);
}

function readingOf(value: unknown): Reading {
  if (value === undefined || value === null || value === "") return { kind: "absent" };
  if (typeof value === "string" && value.includes("${"))
    return { kind: "unknown", cause: "known after apply", set: true };
  return { kind: "known", value: value as Datum };
}
