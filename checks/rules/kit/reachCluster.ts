/** Reachability inside a cluster as rules ask for it. */
import type { ResourceGraph } from "../../graph/graph";
import { kubernetesNetworkOf } from "../../reachability";
import type { Way } from "../../reachability/core/search";
import { describeTraffic, type Flow, worldwide } from "../../reachability/core/traffic";
import type { KubernetesNetwork, PodEnd } from "../../reachability/kubernetes/model";
import { noPassage, type Passage } from "./passage";

type Party = "internet" | "surroundings" | "stranger";

/** Whether somebody else, who is none of the namespace's own, can open a connection to the pods. */
export function podsReachedBy(graph: ResourceGraph, workload: PodEnd, party: Party): Passage {
  const network = kubernetesNetworkOf(graph);
  return worst(graph, network.reachability.ways(network[party], workload.end), (flows) => flows, workload, network);
}

/** Whether the pods can open a connection to the internet at large. */
export function podsReachInternet(graph: ResourceGraph, workload: PodEnd): Passage {
  const network = kubernetesNetworkOf(graph);
  return worst(graph, network.reachability.ways(workload.end, network.internet), worldwide, workload, network);
}

function worst(
  graph: ResourceGraph,
  ways: readonly Way[],
  matter: (flows: readonly Flow[]) => readonly Flow[],
  workload: PodEnd,
  network: KubernetesNetwork,
): Passage {
  const read = (level: "sure" | "may") =>
    ways.flatMap((way) => {
      const flows = matter(way[level]);
      return flows.length > 0 ? [{ way, flows }] : [];
    });
  const sure = read("sure");
  const chosen = sure.length > 0 ? sure : read("may");
  const [first] = chosen;
  if (!first) return noPassage;
  const { hops, causes } = first.way.explain(first.flows);
  const named = new Set(hops);
  const nodes = [
    ...network.policies.all.map((policy) => policy.node),
    ...network.entries.map((entry) => entry.node),
    ...graph.ofType("Service"),
  ];
  return {
    answer: sure.length > 0 ? "yes" : "unknown",
    traffic: describeTraffic(chosen.flatMap(({ flows }) => flows)),
    hops,
    reason: sure.length > 0 ? undefined : (causes[0] ?? "part of the network cannot be seen"),
    related: [...new Set(nodes)].filter((node) => named.has(node.address) && node !== workload.node),
  };
}
