/** A matrix collapsed to what a picture can show: a few groups, and what each lets in from which others. */
import type { Matrix, MatrixEdge, MatrixParty } from "../../reachability/matrix";

export interface TalkGroup {
  readonly id: string;
  readonly title: string;
  /** What stands in it, as addresses. */
  readonly members: readonly string[];
  /** How many stand in it; more than `members` where only the first are named. */
  readonly size: number;
  readonly tone: "outside" | "edge" | "inside" | "stores";
  /** Those with the internet first. */
  readonly lets: readonly Passing[];
}

/** Connections into a group that are equal in everything but who opens them. */
export interface Passing {
  /** Ids of groups; the group's own id where its members talk to each other. */
  readonly from: readonly string[];
  readonly traffic: readonly string[];
  readonly answer: MatrixEdge["answer"];
  /** False where only some addresses outside are meant. */
  readonly anybody: boolean;
}

export interface Talk {
  readonly network: Matrix["network"];
  readonly groups: readonly TalkGroup[];
  /** Groups and connections that did not fit; the table and the JSON report may have them. */
  readonly left: { readonly groups: number; readonly passings: number };
}

/** More boxes than these, or more lines into one of them, make a picture that nobody can follow. */
const mostGroups = 12;
const mostPassings = 4;
const mostKinds = 4;

interface Place {
  readonly id: string;
  readonly title: string;
  readonly tone: TalkGroup["tone"];
  readonly rank: number;
}

const outside: { readonly [id: string]: Place } = {
  internet: { id: "internet", title: "Internet", tone: "outside", rank: 0 },
  "other networks": { id: "other networks", title: "Other networks", tone: "outside", rank: 1 },
};
const edge: Place = { id: "edge", title: "Edge", tone: "edge", rank: 2 };
const kinds: { readonly [kind: string]: Place } = {
  balancer: { id: "balancers", title: "Load balancers inside", tone: "inside", rank: 3 },
  compute: { id: "application", title: "Application", tone: "inside", rank: 4 },
  function: { id: "application", title: "Application", tone: "inside", rank: 4 },
  "control-plane": { id: "control plane", title: "Control plane", tone: "inside", rank: 5 },
  interface: { id: "endpoints", title: "Endpoints of services", tone: "inside", rank: 6 },
  data: { id: "data", title: "Machines with data", tone: "stores", rank: 7 },
  store: { id: "stores", title: "Stores", tone: "stores", rank: 8 },
};

export function talkOf(matrix: Matrix): Talk {
  const entered = new Set(matrix.edges.filter(({ from }) => from === "internet").map(({ to }) => to));
  const places = new Map(matrix.parties.map((party) => [party.id, placeOf(matrix, party, entered)]));
  const all = groupsOf(matrix, places);
  const kept = all.slice(0, mostGroups);
  const shown = new Set(kept.map(({ id }) => id));
  let left = 0;
  const groups = kept.map((group): TalkGroup => {
    const { lets, dropped } = passingsInto(group.id, matrix, places, shown, all);
    left += dropped;
    return { ...group, lets };
  });
  const silent = (group: TalkGroup) => group.id === "other networks" && !isUsed(group, groups);
  return {
    network: matrix.network,
    groups: groups.filter((group) => !silent(group)),
    left: { groups: all.length - kept.length, passings: left },
  };
}

function isUsed(group: TalkGroup, groups: readonly TalkGroup[]): boolean {
  return group.lets.length > 0 || groups.some(({ lets }) => lets.some(({ from }) => from.includes(group.id)));
}

function placeOf({ network }: Matrix, { id, kind }: MatrixParty, entered: ReadonlySet<string>): Place {
  const known = kind === "outside" ? outside[id] : undefined;
  if (known) return known;
  if (network === "kubernetes") return namespacePlace(id);
  if (kind === "balancer" && entered.has(id)) return edge;
  return kinds[kind] ?? { id: kind, title: kind, tone: "inside", rank: 6 };
}

/** `Kind/namespace/name`; without one, kubectl decides where it goes. */
function namespacePlace(address: string): Place {
  const parts = address.split("/");
  const name = parts.length === 3 ? parts[1] : undefined;
  return name === undefined
    ? { id: "no namespace", title: "No namespace stated", tone: "inside", rank: 3 }
    : { id: `namespace ${name}`, title: name, tone: "inside", rank: 2 };
}

function groupsOf(matrix: Matrix, places: ReadonlyMap<string, Place>): readonly TalkGroup[] {
  const byId = new Map<string, { place: Place; members: string[]; size: number }>();
  for (const party of matrix.parties) {
    const place = places.get(party.id);
    if (!place) continue;
    const known = byId.get(place.id) ?? { place, members: [], size: 0 };
    known.members.push(...party.members);
    known.size += party.size;
    byId.set(place.id, known);
  }
  return [...byId.values()]
    .sort((a, b) => a.place.rank - b.place.rank || (a.place.id < b.place.id ? -1 : 1))
    .map(({ place: { id, title, tone }, members, size }) => ({ id, title, members, size, tone, lets: [] }));
}

function passingsInto(
  target: string,
  { edges }: Matrix,
  places: ReadonlyMap<string, Place>,
  shown: ReadonlySet<string>,
  order: readonly TalkGroup[],
): { readonly lets: readonly Passing[]; readonly dropped: number } {
  const bySource = new Map<string, MatrixEdge[]>();
  for (const one of edges) {
    const from = places.get(one.from)?.id;
    if (places.get(one.to)?.id !== target || from === undefined || !shown.has(from)) continue;
    bySource.set(from, [...(bySource.get(from) ?? []), one]);
  }
  const merged = new Map<string, Passing>();
  for (const { id } of order) {
    const passing = joined(id, bySource.get(id) ?? []);
    if (!passing) continue;
    // What the internet may do is never hidden among others.
    const key = JSON.stringify([id === "internet", passing.traffic, passing.answer, passing.anybody]);
    const known = merged.get(key);
    merged.set(key, known ? { ...known, from: [...known.from, id] } : passing);
  }
  const all = [...merged.values()];
  return { lets: all.slice(0, mostPassings), dropped: Math.max(0, all.length - mostPassings) };
}

/** What certainly passes says more than what may pass beside it. */
function joined(from: string, edges: readonly MatrixEdge[]): Passing | undefined {
  if (edges.length === 0) return undefined;
  const sure = edges.filter(({ answer }) => answer === "yes");
  const chosen = sure.length > 0 ? sure : edges;
  const traffic = [...new Set(chosen.flatMap((one) => one.traffic))].sort();
  const rest = traffic.length - mostKinds;
  return {
    from: [from],
    traffic: traffic.includes("all traffic")
      ? ["all traffic"]
      : rest > 0
        ? [...traffic.slice(0, mostKinds), `${rest} more`]
        : traffic,
    answer: sure.length > 0 ? "yes" : "may",
    anybody: chosen.some(({ anybody }) => anybody),
  };
}
