/** Reachability of a graph, built when it is first asked for and then kept as long as the graph. */
import type { ResourceGraph } from "../graph/graph";
import { type AwsNetwork, awsNetwork } from "./aws/model";

const networks = new WeakMap<ResourceGraph, AwsNetwork>();

export function awsNetworkOf(graph: ResourceGraph): AwsNetwork {
  const known = networks.get(graph) ?? awsNetwork(graph);
  networks.set(graph, known);
  return known;
}
