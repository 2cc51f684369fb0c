/** How long CloudWatch log groups keep their content. */
import type { ResourceNode } from "../../graph/graph";
import { type Answer, numberOf } from "./predicates";

/** 0, or nothing stated, never expires. */
export function logGroupKeepsFor(group: ResourceNode, days: number): Answer {
  const reading = group.get("retention_in_days");
  if (reading.kind === "absent") return "yes";
  if (reading.kind === "unknown") return "unknown";
  const value = numberOf(reading.value);
  if (value === undefined) return "unknown";
  return value === 0 || value >= days ? "yes" : "no";
}
