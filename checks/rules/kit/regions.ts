/** Whether things stand in the regions in which data may be kept. */
import type { Datum, Reading, ResourceNode } from "../../graph/graph";
import { textOf } from "./datum";
import type { Answer } from "./predicates";

export interface Place {
  readonly answer: Answer;
  readonly region: string | null;
  readonly reason: string | undefined;
}

export function inRegions(node: ResourceNode, allowed: readonly string[]): Place {
  const provider = node.region();
  // A bucket's ARN names no region, but once it exists an attribute of its own does.
  const reading =
    provider.kind === "unknown" && node.type === "aws_s3_bucket" ? known(node.get("region"), provider) : provider;
  if (reading.kind === "known" || reading.kind === "default") {
    const region = typeof reading.value === "string" ? reading.value : null;
    if (region !== null) return { answer: allowed.includes(region) ? "yes" : "no", region, reason: undefined };
  }
  const reason = reading.kind === "unknown" ? reading.cause : "the region of the provider is not stated in this input";
  return { answer: "unknown", region: null, reason };
}

function known(preferred: Reading, otherwise: Reading): Reading {
  return preferred.kind === "known" ? preferred : otherwise;
}

/** Region in the text of an ARN; undefined where the ARN, or its region, is not known. */
export function regionOfArn(arn: Datum): string | undefined {
  const text = textOf(arn)?.text;
  const region = text?.startsWith("arn:") ? text.split(":")[3] : undefined;
  return region !== undefined && /^[a-z]{2}(-[a-z]+)+-\d$/.test(region) ? region : undefined;
}
