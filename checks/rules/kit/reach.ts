/** Reachability as rules ask for it: does the internet reach this resource, or it the internet, and by which way. */

import { append } from "../../../common/append";
import type { ResourceGraph, ResourceNode } from "../../graph/graph";
import { perGraph, perKey } from "../../graph/perGraph";
import { awsNetworkOf } from "../../reachability";
import type { AwsEnd } from "../../reachability/aws/model";
import { narrowed, type Way } from "../../reachability/core/search";
import { anything, describeTraffic, type Flow, worldwide } from "../../reachability/core/traffic";
import { noPassage, type Passage } from "./passage";

export interface Question {
  /** Traffic that matters; by default all. */
  readonly wanted?: readonly Flow[];
  /** Ways that matter; by default all. */
  readonly by?: (way: Way) => boolean;
}

/**
 * Whether the internet at large can open a connection to the resource. Undefined where the resource stands in no
 * network, or where the inputs hold nothing of the network that decides.
 */
export function reachedFromInternet(
  graph: ResourceGraph,
  node: ResourceNode,
  question: Question = {},
): Passage | undefined {
  const network = awsNetworkOf(graph);
  return worst(graph, network.of(node), question, (end) => network.reachability.ways(network.internet, end.end), true);
}

/** Whether the resource can open a connection to the internet at large. */
export function reachesInternet(
  graph: ResourceGraph,
  node: ResourceNode,
  question: Question = {},
): Passage | undefined {
  const network = awsNetworkOf(graph);
  return worst(graph, network.of(node), question, (end) => network.reachability.ways(end.end, network.internet), false);
}

/** Whether the internet reaches what is put into the subnet, if it has a public address and no group keeps it out. */
export const subnetReached = perKey((graph, subnet: ResourceNode): Passage => {
  const network = awsNetworkOf(graph);
  const end: AwsEnd = {
    node: subnet,
    kind: "compute",
    end: network.anybodyIn(subnet),
    listens: undefined,
    seen: true,
  };
  const ways = () => network.reachability.ways(network.internet, end.end);
  return worst(graph, [end], { by: (way) => way.relays.length === 0 }, ways, true) ?? noPassage;
});

interface Candidate {
  readonly way: Way;
  readonly flows: readonly Flow[];
  readonly sure: boolean;
}

function worst(
  graph: ResourceGraph,
  ends: readonly AwsEnd[],
  { wanted = [anything], by = () => true }: Question,
  waysOf: (end: AwsEnd) => readonly Way[],
  arriving: boolean,
): Passage | undefined {
  if (ends.length === 0) return undefined;
  const candidates = ends.flatMap((end) => {
    const listens = arriving ? (end.listens ?? [anything]) : [anything];
    return waysOf(end)
      .filter(by)
      .flatMap((way) => candidateOf(way, wanted, listens).map((candidate) => ({ ...candidate, seen: end.seen })));
  });
  const certain = candidates.filter((one) => one.sure);
  // Nothing is said of a resource that may be reached only because nothing of its network is in the inputs.
  const doubtful = candidates.filter((one) => one.seen);
  const chosen = certain.length > 0 ? certain : doubtful;
  const [first] = chosen;
  if (!first) return candidates.length > 0 ? undefined : noPassage;
  const { hops, causes } = first.way.explain(first.flows);
  return {
    answer: first.sure ? "yes" : "unknown",
    traffic: describeTraffic(chosen.flatMap((one) => one.flows)),
    hops,
    reason: first.sure ? undefined : (causes[0] ?? "part of the network cannot be seen"),
    related: nodesAt(graph, hops, ends),
  };
}

function candidateOf(way: Way, wanted: readonly Flow[], listens: readonly Flow[]): readonly Candidate[] {
  const traffic = narrowed(narrowed(way, listens), wanted);
  const sure = worldwide(traffic.sure);
  if (sure.length > 0) return [{ way, flows: sure, sure: true }];
  const may = worldwide(traffic.may);
  return may.length > 0 ? [{ way, flows: may, sure: false }] : [];
}

const indexOf = perGraph((graph): ReadonlyMap<string, readonly ResourceNode[]> => {
  const index = new Map<string, ResourceNode[]>();
  for (const node of graph.nodes) append(index, node.address, node);
  return index;
});

/** The same address may stand in several inputs: that of the end's own input is meant first. */
function nodesAt(graph: ResourceGraph, addresses: readonly string[], ends: readonly AwsEnd[]): readonly ResourceNode[] {
  const inputs = new Set(ends.map((end) => end.node.input));
  const own = ends[0]?.node;
  return addresses.flatMap((address) => {
    const found = (indexOf(graph).get(address) ?? []).filter((node) => node !== own);
    const near = found.filter((node) => inputs.has(node.input));
    return near.length > 0 ? near : found;
  });
}
