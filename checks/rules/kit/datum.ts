/** Looking at values that may have holes, without ever taking a hole for a value. */
import type { Json } from "../../../common/json";
import { isHole, isList, isObject, isTemplate } from "../../expression/datum";
import type { Datum, Hole, Reading } from "../../graph/graph";

export { isHole, isList, isObject, isTemplate };

/** Data sources whose attributes are never empty and never hold a wildcard, though no apply has to fill them. */
const factualDataSources = new Set([
  "aws_caller_identity",
  "aws_partition",
  "aws_region",
  "aws_organizations_organization",
  "aws_iam_session_context",
]);

/** True when the hole is certain to become something specific: an identifier of a resource, an account or a region. */
function isSpecific(hole: Hole): boolean {
  if (hole.set) return true;
  return (
    hole.sources.length > 0 &&
    hole.sources.every((source) => source.mode === "data" && factualDataSources.has(source.type))
  );
}

/** Stands for a specific hole inside rendered text: a character that no ARN, CIDR, key or wildcard contains. */
export const filled = "\u0001";

export type Text =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "hole"; readonly cause: string; readonly text: string };

/**
 * A string with holes as text: a specific hole becomes `filled`; any other makes the answer `hole`, with the known
 * parts around it in `text`. Undefined when the datum is no string.
 */
export function textOf(datum: Datum): Text | undefined {
  if (typeof datum === "string") return { kind: "text", text: datum };
  if (typeof datum === "number" || typeof datum === "boolean") return { kind: "text", text: String(datum) };
  if (isHole(datum)) return fromParts([datum]);
  if (isTemplate(datum)) return fromParts(datum.parts);
  return undefined;
}

function fromParts(parts: readonly (string | Hole)[]): Text {
  const text = parts.map((part) => (typeof part === "string" ? part : filled)).join("");
  const open = parts.find((part): part is Hole => typeof part !== "string" && !isSpecific(part));
  return open ? { kind: "hole", cause: open.cause, text } : { kind: "text", text };
}

/** What a report shows in the place of a hole. */
const notYetKnown = "(known after apply)";

/** For reports: holes stay visible as such. */
export function toJson(datum: Datum): Json {
  if (isHole(datum)) return notYetKnown;
  if (isTemplate(datum)) return datum.parts.map((part) => (typeof part === "string" ? part : notYetKnown)).join("");
  if (isList(datum)) return datum.map(toJson);
  if (isObject(datum)) return Object.fromEntries(Object.entries(datum).map(([key, value]) => [key, toJson(value)]));
  return datum;
}

/** What a report shows as `actual`: null for absent. */
export function readingToJson(reading: Reading): Json {
  switch (reading.kind) {
    case "known":
    case "default":
      return toJson(reading.value);
    case "absent":
      return null;
    case "unknown":
      return reading.template ? toJson(reading.template) : notYetKnown;
  }
}
