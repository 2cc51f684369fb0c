/** Who may reach whom, as data for reports: classes of ends, and the traffic that passes between them. */
import type { ResourceGraph, ResourceNode } from "../graph/graph";
import { holdsData } from "../rules/kit/tags";
import { awsNetworkOf, kubernetesNetworkOf } from ".";
import type { EndClass } from "./core/model";
import { answerOf, narrowed, type Reachability, type Way } from "./core/search";
import { anything, describeTraffic, type Flow, worldwide } from "./core/traffic";

export interface MatrixParty {
  /** Unique in its matrix: `internet`, or the address of its first member. */
  readonly id: string;
  readonly kind: string;
  /** Addresses of its members, sorted; at most `mostMembers`. */
  readonly members: readonly string[];
  /** How many members there are. */
  readonly size: number;
}

export interface MatrixEdge {
  readonly from: string;
  readonly to: string;
  /** `may`: something that decides cannot be seen. */
  readonly answer: "yes" | "may";
  readonly traffic: readonly string[];
  /** Addresses of whatever lets the traffic through, in order. */
  readonly by: readonly string[];
  /** Of an edge with an end outside: whether anybody is meant, or only some addresses. */
  readonly anybody: boolean;
}

export interface Matrix {
  readonly network: "aws" | "kubernetes";
  readonly parties: readonly MatrixParty[];
  readonly edges: readonly MatrixEdge[];
  /** Classes that were left out, because the matrix would be too large to read. */
  readonly omitted: number;
}

/** A table of more rows and columns is read by nobody, and the work grows with their square. */
const mostParties = 24;
const mostMembers = 10;

interface Candidate {
  readonly end: EndClass;
  readonly kind: string;
  readonly members: readonly string[];
  /** Undefined where anything may answer. */
  readonly listens: readonly Flow[] | undefined;
}

/** One matrix for each network that the inputs hold; none where nothing stands in a network. */
export function matricesOf(graph: ResourceGraph): readonly Matrix[] {
  return [awsMatrix(graph), clusterMatrix(graph)].filter((matrix) => matrix.parties.length > 0);
}

function awsMatrix(graph: ResourceGraph): Matrix {
  const network = awsNetworkOf(graph);
  const seen = network.ends.filter((end) => end.seen);
  const inside = grouped(
    seen.map(({ end, kind, node, listens }) => ({ end, kind: kindOf(kind, node), members: [node.address], listens })),
  );
  const outside = [
    { end: network.internet, id: "internet" },
    { end: network.otherNetworks, id: "other networks" },
  ];
  return matrixOf("aws", network.reachability, outside, inside);
}

/** A machine counts as one that holds data when somebody says so, as for REACH-01. */
function kindOf(kind: string, node: ResourceNode): string {
  return kind === "compute" && holdsData(node) ? "data" : kind;
}

function clusterMatrix(graph: ResourceGraph): Matrix {
  const network = kubernetesNetworkOf(graph);
  const inside = grouped(
    network.workloads.map(({ end, node }) => ({ end, kind: "pods", members: [node.address], listens: undefined })),
  );
  return matrixOf("kubernetes", network.reachability, [{ end: network.internet, id: "internet" }], inside);
}

/** Members of one class that answer alike stand in one row. */
function grouped(ends: readonly Candidate[]): readonly Candidate[] {
  const byClass = new Map<string, Candidate>();
  for (const one of ends) {
    const key = `${one.kind}\n${one.end.id}\n${one.listens === undefined ? "" : describeTraffic(one.listens).join(" ")}`;
    const known = byClass.get(key);
    byClass.set(key, known ? { ...known, members: [...known.members, ...one.members] } : one);
  }
  return [...byClass.values()].map((one) => ({ ...one, members: [...new Set(one.members)].sort() }));
}

function matrixOf(
  network: Matrix["network"],
  reachability: Reachability,
  outside: readonly { readonly end: EndClass; readonly id: string }[],
  inside: readonly Candidate[],
): Matrix {
  const sorted = [...inside].sort((a, b) => (idOf(a) < idOf(b) ? -1 : 1));
  const shown = ofEachKind(sorted, mostParties);
  if (shown.length === 0) return { network, parties: [], edges: [], omitted: 0 };
  const ids = uniqueIds(shown);
  const rows = [
    ...outside.map(({ end, id }) => ({
      end,
      id,
      kind: "outside",
      members: [] as readonly string[],
      listens: undefined,
    })),
    ...shown.map((one, index) => ({ ...one, id: ids[index] ?? idOf(one) })),
  ];
  const edges = rows.flatMap((from) =>
    rows.flatMap((to): readonly MatrixEdge[] => {
      if (from === to || (from.end.outside && to.end.outside)) return [];
      const edge = edgeOf(
        reachability.ways(from.end, to.end),
        to.listens ?? [anything],
        from.end.outside || to.end.outside,
      );
      return edge ? [{ from: from.id, to: to.id, ...edge }] : [];
    }),
  );
  return {
    network,
    parties: rows.map(({ id, kind, members }) => ({
      id,
      kind,
      members: members.slice(0, mostMembers),
      size: members.length,
    })),
    edges,
    omitted: sorted.length - shown.length,
  };
}

/** A first of each kind, then a second: hundreds of machines must not hide the one store. */
function ofEachKind(sorted: readonly Candidate[], most: number): readonly Candidate[] {
  if (sorted.length <= most) return sorted;
  const rounds = new Map<string, number>();
  const ranked = sorted.map((one) => {
    const round = rounds.get(one.kind) ?? 0;
    rounds.set(one.kind, round + 1);
    return { one, round };
  });
  const chosen = new Set([...ranked].sort((a, b) => a.round - b.round).slice(0, most));
  return ranked.filter((entry) => chosen.has(entry)).map(({ one }) => one);
}

function idOf({ members }: Candidate): string {
  return members[0] ?? "";
}

/** A resource may stand in two classes: a cluster has an endpoint on the internet and one in its subnets. */
function uniqueIds(candidates: readonly Candidate[]): readonly string[] {
  const counts = new Map<string, number>();
  return candidates.map((one) => {
    const id = idOf(one);
    const count = (counts.get(id) ?? 0) + 1;
    counts.set(id, count);
    return count === 1 ? id : `${id} (${count})`;
  });
}

function edgeOf(
  ways: readonly Way[],
  listens: readonly Flow[],
  outside: boolean,
): Omit<MatrixEdge, "from" | "to"> | undefined {
  const read = ways.map((way) => ({ way, traffic: narrowed(way, listens) }));
  const sure = read.filter(({ traffic }) => answerOf(traffic) === "yes");
  const chosen = sure.length > 0 ? sure : read.filter(({ traffic }) => answerOf(traffic) === "may");
  const [first] = chosen;
  if (!first) return undefined;
  const level = sure.length > 0 ? "sure" : "may";
  const flows = chosen.flatMap(({ traffic }) => traffic[level]);
  return {
    answer: sure.length > 0 ? "yes" : "may",
    traffic: describeTraffic(flows),
    by: first.way.explain(first.traffic[level]).hops,
    anybody: !outside || worldwide(flows).length > 0,
  };
}
