/** Reachability of a graph, built when it is first asked for and then kept as long as the graph. */
import type { ResourceGraph } from "../graph/graph";
import { type AwsNetwork, awsNetwork } from "./aws/model";
import { type KubernetesNetwork, kubernetesNetwork } from "./kubernetes/model";

const networks = new WeakMap<ResourceGraph, AwsNetwork>();
const clusters = new WeakMap<ResourceGraph, KubernetesNetwork>();

export function awsNetworkOf(graph: ResourceGraph): AwsNetwork {
  const known = networks.get(graph) ?? awsNetwork(graph);
  networks.set(graph, known);
  return known;
}

export function kubernetesNetworkOf(graph: ResourceGraph): KubernetesNetwork {
  const known = clusters.get(graph) ?? kubernetesNetwork(graph);
  clusters.set(graph, known);
  return known;
}
