/** Short ways for tests to make graphs. */
import { buildGraph } from "../graph/buildGraph";
import type { ResourceGraph, ResourceNode } from "../graph/graph";
import { type InputRequest, readInputs } from "../inputs/readInputs";

/** One graph of several inputs; objects become their JSON text. */
export function graphOf(
  ...inputs: readonly (Omit<InputRequest, "path" | "content"> & { readonly json: unknown; readonly path?: string })[]
): ResourceGraph {
  const requests = inputs.map(({ json, path, ...rest }, index) => ({
    ...rest,
    path: path ?? `${index}.tf.json`,
    content: JSON.stringify(json),
  }));
  return buildGraph(readInputs(requests).inputs);
}

export function nodeAt(graph: ResourceGraph, address: string, stack: string | null = null): ResourceNode {
  const found = graph.nodes.find((node) => node.address === address && (stack === null || node.stack === stack));
  if (!found) throw new Error(`no node ${address}; there are ${graph.nodes.map((node) => node.address).join(", ")}`);
  return found;
}

export function addresses(found: { readonly nodes: readonly ResourceNode[] }): readonly string[] {
  return found.nodes.map((node) => node.address);
}
