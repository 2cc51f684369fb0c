/** Whether things stand in the regions in which data may be kept. */
import type { ResourceNode } from "../../graph/graph";
import type { Answer } from "./predicates";

export interface Place {
  readonly answer: Answer;
  readonly region: string | null;
  readonly reason: string | undefined;
}

export function inRegions(node: ResourceNode, allowed: readonly string[]): Place {
  const reading = node.region();
  if (reading.kind === "known" || reading.kind === "default") {
    const region = typeof reading.value === "string" ? reading.value : null;
    if (region !== null) return { answer: allowed.includes(region) ? "yes" : "no", region, reason: undefined };
  }
  const reason = reading.kind === "unknown" ? reading.cause : "the region of the provider is not stated in this input";
  return { answer: "unknown", region: null, reason };
}
