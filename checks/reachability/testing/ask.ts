/** For tests: single packets in the engine's sets of traffic. */
import { addressesOf, overlaps } from "../core/addresses";
import type { EndClass } from "../core/model";
import type { Reachability, Traffic } from "../core/search";
import { type Flow, tcp } from "../core/traffic";

export function includes(flows: readonly Flow[], port: number, address?: string): boolean {
  const there = address === undefined ? undefined : addressesOf([address]);
  return flows.some(
    (flow) =>
      (flow.protocols & tcp(port).protocols) !== 0 &&
      flow.from <= port &&
      port <= flow.to &&
      (there === undefined || overlaps(flow.remote, there)),
  );
}

export function trafficOf(reachability: Reachability, source: EndClass, target: EndClass): Traffic {
  const ways = reachability.ways(source, target);
  return { sure: ways.flatMap((way) => way.sure), may: ways.flatMap((way) => way.may) };
}

/** One question as the engine and as the oracle answer it. */
export interface Row {
  readonly name: string;
  readonly sure: boolean;
  readonly may: boolean;
  readonly truth: boolean;
}

export function row(name: string, { sure, may }: Traffic, truth: boolean, port: number, address?: string): Row {
  return { name, sure: includes(sure, port, address), may: includes(may, port, address), truth };
}

export function openRows(rows: readonly Row[], level: "sure" | "may"): ReadonlySet<string> {
  return new Set(rows.filter((one) => one[level]).map((one) => one.name));
}
