/** Finds out which traffic passes between two classes of ends, and by which way. Computed on demand, once. */

import { append } from "../../../common/append";
import { type AddressSet, covers, describeAddresses, everywhere, intersection, isEmpty, overlaps } from "./addresses";
import type { Conduit, EndClass, NetworkModel, Permit, Placement, Relay, RelayTarget, Stage, Standing } from "./model";
import { anything, collapse, type Flow, intersect, merged } from "./traffic";

/** Traffic that certainly passes, and all that may. `may` includes `sure`. */
export interface Traffic {
  readonly sure: readonly Flow[];
  readonly may: readonly Flow[];
}

/** One way between two ends: directly, or through relays. */
export interface Way extends Traffic {
  /** Relays on the way, in order; empty for a direct connection. */
  readonly relays: readonly EndClass[];
  /** Ports at the first relay by which it is entered; undefined for a direct connection. */
  readonly entered: readonly Flow[] | undefined;
  /** Addresses of the resources that let such traffic through, in the order of the way. */
  explain(wanted: readonly Flow[]): Explanation;
}

export interface Explanation {
  readonly hops: readonly string[];
  /** Why it is not certain that the traffic passes. */
  readonly causes: readonly string[];
}

export type Answer = "yes" | "may" | "no";

export function answerOf({ sure, may }: Traffic): Answer {
  if (sure.length > 0) return "yes";
  return may.length > 0 ? "may" : "no";
}

/** Traffic of the way that is also wanted. */
export function narrowed(traffic: Traffic, wanted: readonly Flow[]): Traffic {
  return { sure: intersect(traffic.sure, wanted), may: intersect(traffic.may, wanted) };
}

const nothing: Traffic = { sure: [], may: [] };

/** Chains of relays beyond this length (a balancer before a balancer) do not occur. */
const longestRelayChain = 3;

/** Conduits one after the other, with their stations. */
type Route = readonly Conduit[];

export class Reachability {
  private readonly outgoing = new Map<string, Conduit[]>();
  private readonly transit: ReadonlySet<string>;
  private readonly routeMemo = new Map<string, readonly Route[]>();
  private readonly directMemo = new Map<EndClass, Map<EndClass, Way | undefined>>();
  private readonly byTarget = new Map<EndClass, { readonly relay: Relay; readonly target: RelayTarget }[]>();

  constructor(model: NetworkModel) {
    this.transit = new Set(model.places.filter((place) => place.transit).map((place) => place.id));
    for (const conduit of model.conduits) append(this.outgoing, conduit.from, conduit);
    for (const relay of model.relays) {
      for (const target of relay.targets) append(this.byTarget, target.to, { relay, target });
    }
  }

  /** All ways on which a connection opened by `source` may reach `destination`. Empty: it cannot. */
  ways(source: EndClass, destination: EndClass): readonly Way[] {
    return this.waysWithin(source, destination, longestRelayChain);
  }

  private waysWithin(source: EndClass, destination: EndClass, relaysLeft: number): readonly Way[] {
    const direct = this.direct(source, destination);
    const relayed =
      relaysLeft === 0
        ? []
        : (this.byTarget.get(destination) ?? []).flatMap(({ relay, target }) =>
            relay.at === source ? [] : this.relayed(source, relay, target, relaysLeft - 1),
          );
    return [...(direct ? [direct] : []), ...relayed];
  }

  /** To the relay by a port that it listens on, and from it to the target. */
  private relayed(source: EndClass, relay: Relay, target: RelayTarget, relaysLeft: number): readonly Way[] {
    const listens = trafficOf(relay.listens);
    const down = this.direct(target.as, target.to);
    const permit = trafficOf([target.permit]);
    const passed = down && { sure: intersect(down.sure, permit.sure), may: intersect(down.may, permit.may) };
    if (!passed || passed.may.length === 0) return [];
    return this.waysWithin(source, relay.at, relaysLeft).flatMap((up) => {
      const sure = intersect(up.sure, listens.sure);
      const may = intersect(up.may, listens.may);
      if (may.length === 0) return [];
      const through = (entry: readonly Flow[], exit: readonly Flow[]) =>
        entry.length === 0 ? [] : withRemote(exit, entry, target.as.outside);
      const way: Way = {
        sure: through(sure, passed.sure),
        may: through(may, passed.may),
        relays: [...up.relays, relay.at],
        entered: up.entered ?? may,
        explain: (wanted) => {
          const first = up.explain(sure.length > 0 ? sure : may);
          const second = down.explain(wanted);
          return {
            hops: unique([
              ...first.hops,
              ...relay.listens.flatMap((one) => one.by),
              ...target.permit.by,
              ...second.hops,
            ]),
            causes: unique([...first.causes, ...causesOf([...relay.listens, target.permit]), ...second.causes]),
          };
        },
      };
      return way.may.length === 0 ? [] : [way];
    });
  }

  private direct(source: EndClass, destination: EndClass): Way | undefined {
    const known = this.directMemo.get(source);
    const memo = known ?? new Map<EndClass, Way | undefined>();
    if (!known) this.directMemo.set(source, memo);
    if (memo.has(destination)) return memo.get(destination);
    const traffic = this.passing(source, destination);
    const way: Way | undefined =
      traffic.may.length === 0
        ? undefined
        : {
            ...traffic,
            relays: [],
            entered: undefined,
            explain: (wanted) => this.explainDirect(source, destination, wanted),
          };
    memo.set(destination, way);
    return way;
  }

  /** Members in each place add up; where they stand in one place that cannot be told, only what all share is sure. */
  private passing(source: EndClass, destination: EndClass): Traffic {
    const rows = source.placements.map((from) =>
      combine(
        destination.placements.map((to) =>
          this.between({ end: source, placement: from }, { end: destination, placement: to }),
        ),
        destination.spread,
      ),
    );
    return combine(rows, source.spread);
  }

  private between(source: Standing, destination: Standing): Traffic {
    return combine(
      this.stagesOfRoutes(source, destination).map((stages) => trafficThrough(stages, source, destination)),
      "each",
    );
  }

  private stagesOfRoutes(source: Standing, destination: Standing): readonly (readonly Stage[])[] {
    const before = source.end.guard("out", source.placement, destination);
    const after = destination.end.guard("in", destination.placement, source);
    const between = (route: Route) => route.flatMap((conduit) => conduit.stages(source, destination));
    return this.routes(source.placement, destination.placement).map((route) => [
      ...before,
      ...between(route),
      ...after,
    ]);
  }

  private routes(from: Placement, to: Placement): readonly Route[] {
    if (from.place === undefined || to.place === undefined) return [[unseen(from.cause ?? to.cause)]];
    const key = `${from.place}\n${to.place}`;
    const known = this.routeMemo.get(key) ?? this.findRoutes(from.place, to.place, [from.place]);
    this.routeMemo.set(key, known);
    return known;
  }

  /** All loop-free ways through places of transit; within one place there is nothing on the way. */
  private findRoutes(from: string, to: string, visited: readonly string[]): readonly Route[] {
    if (from === to) return [[]];
    return (this.outgoing.get(from) ?? []).flatMap((conduit): readonly Route[] => {
      if (conduit.to === to) return [[conduit]];
      if (!this.transit.has(conduit.to) || visited.includes(conduit.to)) return [];
      return this.findRoutes(conduit.to, to, [...visited, conduit.to]).map((rest) => [conduit, ...rest]);
    });
  }

  private explainDirect(source: EndClass, destination: EndClass, wanted: readonly Flow[]): Explanation {
    const attempts = source.placements.flatMap((from) =>
      destination.placements.flatMap((to) => {
        const standing = [
          { end: source, placement: from },
          { end: destination, placement: to },
        ] as const;
        return this.stagesOfRoutes(...standing).map((stages) => ({ stages, standing }));
      }),
    );
    for (const level of ["sure", "may"] as const) {
      for (const { stages, standing } of attempts) {
        const [witness] = intersect(trafficThrough(stages, ...standing)[level], wanted);
        if (witness) return explained(stages, standing, witness, splitCauses(source, destination));
      }
    }
    return { hops: [], causes: [] };
  }
}

/** Why it cannot be told where the members stand. */
function splitCauses(...ends: readonly EndClass[]): readonly string[] {
  return ends.flatMap((end) => {
    const causes = end.placements.flatMap((placement) => placement.cause ?? []);
    const split = end.spread === "one-of" && end.placements.length > 1;
    return split ? [...causes, "it cannot be told in which of its places it stands"] : causes;
  });
}

function unique(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)];
}

/** Stands for the way to or from a place that cannot be seen. */
function unseen(cause = "it cannot be seen where it stands"): Conduit {
  const stage: Stage = { on: "source", permits: [{ flow: anything, sure: false, by: [], cause }] };
  return { from: "", to: "", stages: () => [stage] };
}

function trafficOf(permits: readonly Permit[]): Traffic {
  const may = merged(permits.map((permit) => permit.flow));
  return {
    sure: permits.every((permit) => permit.sure)
      ? may
      : merged(permits.filter((one) => one.sure).map((one) => one.flow)),
    may,
  };
}

function trafficThrough(stages: readonly Stage[], source: Standing, destination: Standing): Traffic {
  const bySource = passed(stages, "source", source);
  if (bySource.may.length === 0) return nothing;
  const byDestination = passed(stages, "destination", destination);
  return { sure: intersect(bySource.sure, byDestination.sure), may: intersect(bySource.may, byDestination.may) };
}

/** What all stations that speak of one party's addresses let through. */
function passed(stages: readonly Stage[], on: Stage["on"], { end, placement }: Standing): Traffic {
  const own = stages.filter((stage) => stage.on === on).map((stage) => trafficOf(stage.permits));
  const sure = own.reduce((flows, stage) => intersect(flows, stage.sure), [anything] as readonly Flow[]);
  const may = own.reduce((flows, stage) => intersect(flows, stage.may), [anything] as readonly Flow[]);
  if (!end.outside)
    return { sure: collapse(sure, placement.addresses).all, may: collapse(may, placement.addresses).some };
  const theirs: readonly Flow[] = placement.addresses ? [{ ...anything, remote: placement.addresses }] : [anything];
  return { sure: intersect(sure, theirs), may: intersect(may, theirs) };
}

function combine(parts: readonly Traffic[], spread: EndClass["spread"]): Traffic {
  const [first] = parts;
  if (!first) return nothing;
  if (parts.length === 1) return first;
  const may = merged(parts.flatMap((part) => part.may));
  if (spread === "each") return { sure: merged(parts.flatMap((part) => part.sure)), may };
  return { sure: parts.reduce((flows, part) => intersect(flows, part.sure), first.sure), may };
}

/** The ports of the exit, with the addresses of those who can enter; a relay that hides nobody narrows them. */
function withRemote(exit: readonly Flow[], entry: readonly Flow[], keepsSource: boolean): readonly Flow[] {
  return merged(
    exit.flatMap((out) =>
      entry.flatMap((way) => {
        const remote: AddressSet = keepsSource ? intersection(out.remote, way.remote) : way.remote;
        return isEmpty(remote) ? [] : [{ ...out, remote }];
      }),
    ),
  );
}

function causesOf(permits: readonly Permit[]): readonly string[] {
  return permits.flatMap((permit) => (permit.sure ? [] : (permit.cause ?? [])));
}

/** Whoever lets the witness through at each station; a sure permit is named before one that is not. */
function explained(
  stages: readonly Stage[],
  [source, destination]: readonly [Standing, Standing],
  witness: Flow,
  split: readonly string[],
): Explanation {
  const chosen = stages.flatMap((stage) => {
    const party = stage.on === "source" ? source : destination;
    const remote = party.end.outside ? witness.remote : party.placement.addresses;
    const fitting = stage.permits.filter(({ flow }) => includes(flow, witness, remote));
    const permit =
      fitting.find((one) => one.sure && covers(one.flow.remote, remote ?? everywhere)) ??
      fitting.find((one) => one.sure) ??
      fitting[0];
    return permit ? [{ permit, partly: permit.sure && !covers(permit.flow.remote, remote ?? everywhere) }] : [];
  });
  const partly = chosen.filter((one) => one.partly).map(({ permit }) => partlyCovered(permit));
  return {
    hops: unique(chosen.flatMap(({ permit }) => permit.by)),
    causes: unique([...causesOf(chosen.map(({ permit }) => permit)), ...split, ...partly]),
  };
}

function includes(flow: Flow, witness: Flow, remote: AddressSet | undefined): boolean {
  const port = flow.from <= witness.from && witness.from <= flow.to;
  return (flow.protocols & witness.protocols) !== 0 && port && (remote === undefined || overlaps(flow.remote, remote));
}

function partlyCovered({ flow, by }: Permit): string {
  return `only addresses in ${describeAddresses(flow.remote).join(", ")} pass ${by.at(-1) ?? "it"}, and the address is not known`;
}
