/** Sets of traffic: protocols, ports, and the addresses of the party at the other end. */

import { append } from "../../../common/append";
import {
  type AddressSet,
  covers,
  difference,
  everywhere,
  intersection,
  isEmpty,
  isWorld,
  overlaps,
  union,
} from "./addresses";

/** One bit each, so that a set of protocols is a number. */
const protocolBits = { tcp: 1, udp: 2, icmp: 4, icmpv6: 8, sctp: 16, other: 32 } as const;
type ProtocolName = keyof typeof protocolBits;
const protocolNames = Object.keys(protocolBits) as readonly ProtocolName[];

export const allProtocols = 63;
export const lastPort = 65535;

/** `all`, or a name in lower case. Names beyond the usual ones share a bit. */
export function protocolsOf(name: string): number {
  if (name === "all") return allProtocols;
  return Object.hasOwn(protocolBits, name) ? protocolBits[name as ProtocolName] : protocolBits.other;
}

/** Every combination of these protocols, these ports and these addresses of the other party. */
export interface Flow {
  readonly protocols: number;
  readonly from: number;
  readonly to: number;
  readonly remote: AddressSet;
}

export const anything: Flow = { protocols: allProtocols, from: 0, to: lastPort, remote: everywhere };

export function tcp(from: number, to: number = from, remote: AddressSet = everywhere): Flow {
  return { protocols: protocolBits.tcp, from, to, remote };
}

export function udp(from: number, to: number = from, remote: AddressSet = everywhere): Flow {
  return { protocols: protocolBits.udp, from, to, remote };
}

function common(a: Flow, b: Flow): Flow | undefined {
  const protocols = a.protocols & b.protocols;
  const from = Math.max(a.from, b.from);
  const to = Math.min(a.to, b.to);
  if (protocols === 0 || from > to) return undefined;
  const remote = intersection(a.remote, b.remote);
  return isEmpty(remote) ? undefined : { protocols, from, to, remote };
}

/** Traffic that is in both sets. */
export function intersect(a: readonly Flow[], b: readonly Flow[]): readonly Flow[] {
  if (isAnything(a)) return b;
  if (isAnything(b)) return a;
  return merged(a.flatMap((x) => b.flatMap((y) => common(x, y) ?? [])));
}

function isAnything([only, ...others]: readonly Flow[]): boolean {
  return only === anything && others.length === 0;
}

/** Traffic of `flows` that is not in `taken`. */
export function subtract(flows: readonly Flow[], taken: Flow): readonly Flow[] {
  return flows.flatMap((flow) => {
    const shared = common(flow, taken);
    if (!shared) return [flow];
    const rest: Flow[] = [];
    const protocols = flow.protocols & ~taken.protocols;
    if (protocols !== 0) rest.push({ ...flow, protocols });
    const inside = { ...flow, protocols: shared.protocols };
    if (flow.from < shared.from) rest.push({ ...inside, to: shared.from - 1 });
    if (shared.to < flow.to) rest.push({ ...inside, from: shared.to + 1 });
    const remote = difference(flow.remote, taken.remote);
    if (!isEmpty(remote)) rest.push({ ...inside, from: shared.from, to: shared.to, remote });
    return rest;
  });
}

/** The same traffic in fewer pieces: those of the same protocols and ports become one. */
export function merged(flows: readonly Flow[]): readonly Flow[] {
  if (flows.length < 2) return flows;
  const byPorts = new Map<string, Flow[]>();
  for (const flow of flows) {
    const key = `${flow.protocols} ${flow.from} ${flow.to}`;
    append(byPorts, key, flow);
  }
  return [...byPorts.values()].flatMap((same) => {
    const [first] = same;
    return first ? [{ ...first, remote: union(...same.map((flow) => flow.remote)) }] : [];
  });
}

/** Disjoint pieces, one protocol each, with all the addresses that any of the flows lets through there. */
export function pieces(flows: readonly Flow[]): readonly Flow[] {
  return protocolNames.flatMap((name) => {
    const bit = protocolBits[name];
    const own = flows.filter((flow) => (flow.protocols & bit) !== 0);
    const starts = [...new Set(own.flatMap((flow) => [flow.from, flow.to + 1]))].sort((a, b) => a - b);
    return starts.flatMap((from, index) => {
      const next = starts[index + 1];
      const here = own.filter((flow) => flow.from <= from && from <= flow.to);
      if (next === undefined || here.length === 0) return [];
      return [{ protocols: bit, from, to: next - 1, remote: union(...here.map((flow) => flow.remote)) }];
    });
  });
}

/** Traffic that the flows let through for every address of a party, and for some of them. */
export interface Collapsed {
  readonly all: readonly Flow[];
  readonly some: readonly Flow[];
}

/**
 * Takes the addresses out: a party inside stands somewhere in its range, and nobody knows where until it runs.
 * Undefined is a party whose range is not known either.
 */
export function collapse(flows: readonly Flow[], party: AddressSet | undefined): Collapsed {
  if (flows.every((flow) => flow.remote === everywhere)) return { all: flows, some: flows };
  const parts = pieces(flows);
  const bare = (selected: readonly Flow[]) =>
    coalesced(selected.map(({ protocols, from, to }) => ({ protocols, from, to, remote: everywhere })));
  const isAll = ({ remote }: Flow) => covers(remote, party ?? everywhere);
  const isSome = ({ remote }: Flow) => party === undefined || overlaps(remote, party);
  return { all: bare(parts.filter(isAll)), some: bare(parts.filter(isSome)) };
}

/** Neighbouring ports of one protocol as one range, then protocols with the same range as one flow. */
function coalesced(parts: readonly Flow[]): readonly Flow[] {
  const ranges: Flow[] = [];
  for (const part of parts) {
    const previous = ranges.at(-1);
    if (previous && previous.protocols === part.protocols && previous.to + 1 === part.from) {
      ranges[ranges.length - 1] = { ...previous, to: part.to };
    } else {
      ranges.push(part);
    }
  }
  const byRange = new Map<string, Flow>();
  for (const range of ranges) {
    const key = `${range.from} ${range.to}`;
    const known = byRange.get(key);
    byRange.set(key, known ? { ...known, protocols: known.protocols | range.protocols } : range);
  }
  return [...byRange.values()];
}

/** Pieces of the traffic that the internet at large takes part in, rather than somebody in particular. */
export function worldwide(flows: readonly Flow[]): readonly Flow[] {
  return pieces(flows).filter((flow) => isWorld(flow.remote));
}

/** `tcp 443`, `udp 53`, `tcp 8000-8100`, `all traffic`; sorted, at most `most` and an ellipsis. */
export function describeTraffic(flows: readonly Flow[], most = 6): readonly string[] {
  const texts = coalesced(pieces(flows).map((flow) => ({ ...flow, remote: everywhere }))).flatMap((flow) =>
    flow.protocols === allProtocols && isEveryPort(flow)
      ? ["all traffic"]
      : namesIn(flow).map((name) => ports(name, flow)),
  );
  return texts.length > most ? [...texts.slice(0, most), "…"] : texts;
}

function isEveryPort({ from, to }: Flow): boolean {
  return from <= 1 && to === lastPort;
}

function namesIn(flow: Flow): readonly ProtocolName[] {
  return protocolNames.filter((name) => (flow.protocols & protocolBits[name]) !== 0);
}

function ports(name: ProtocolName, flow: Flow): string {
  if (name === "icmp" || name === "icmpv6" || name === "other") return name === "other" ? "other protocols" : name;
  if (isEveryPort(flow)) return `${name} all ports`;
  return flow.from === flow.to ? `${name} ${flow.from}` : `${name} ${flow.from}-${flow.to}`;
}
