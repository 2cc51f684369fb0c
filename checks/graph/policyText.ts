/** Text of an IAM document with holes in it, parsed as JSON with stand-ins that are taken out again afterwards. */
import { hole, joinParts } from "../expression/datum";
import { deepestValue, isRecord } from "./cursor";
import type { Datum, Hole, Template } from "./graph";

/** Private-use characters that no IAM document holds. */
const opening = "\uE010";
const closing = "\uE011";
const standIn = /\uE010(\d+)\uE011/;

export type ParsedText = { readonly document: Datum } | { readonly cause: string };

export function parsePolicyText(parts: Template["parts"]): ParsedText {
  const holes: Hole[] = [];
  let text = "";
  const quotes = quoteTracker();
  for (const part of parts) {
    if (typeof part === "string") {
      if (part.includes(opening)) return { cause: "the policy holds characters that no IAM document has" };
      // Where nothing is open, nobody asks on which side of a quote a hole stands.
      if (parts.length > 1) quotes.read(part);
      text += part;
      continue;
    }
    const sentinel = `${opening}${holes.length}${closing}`;
    holes.push(part);
    text += quotes.inside() ? sentinel : `"${sentinel}"`;
  }
  try {
    return { document: restored(parsed(text), holes) };
  } catch {
    return { cause: "the policy is not readable as JSON" };
  }
}

/** A comma before a closing bracket is a slip that IAM refuses; what the policy means is clear all the same. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    const tidy = text.replace(/"(?:[^"\\]|\\.)*"|,(?=\s*[}\]])/g, (token) => (token === "," ? "" : token));
    return JSON.parse(tidy) as unknown;
  }
}

/** Follows JSON text piece by piece and knows whether its end stands inside a string. */
function quoteTracker(): { read(text: string): void; inside(): boolean } {
  let inside = false;
  let escaped = false;
  return {
    read(text) {
      for (const character of text) {
        if (escaped) escaped = false;
        else if (character === "\\") escaped = inside;
        else if (character === '"') inside = !inside;
      }
    },
    inside: () => inside,
  };
}

/** The parsed document with the holes put back. */
function restored(value: unknown, holes: readonly Hole[], depth = 0): Datum {
  if (depth > deepestValue) return hole("the policy is nested too deeply");
  if (typeof value === "string") return restoredText(value, holes);
  if (Array.isArray(value)) return value.map((item) => restored(item, holes, depth + 1));
  if (isRecord(value)) {
    const object = Object.create(null) as Record<string, Datum>;
    // A hole inside a key can only be shown: keys are compared, not evaluated.
    for (const [key, item] of Object.entries(value)) {
      object[key.includes(opening) ? key.replace(new RegExp(standIn, "g"), "${…}") : key] = restored(
        item,
        holes,
        depth + 1,
      );
    }
    return object;
  }
  return typeof value === "number" || typeof value === "boolean" ? value : null;
}

function restoredText(text: string, holes: readonly Hole[]): Datum {
  if (!text.includes(opening)) return text;
  const pieces = text.split(standIn);
  // Splitting by a pattern with one group gives text and hole numbers in turn.
  return joinParts(pieces.map((piece, index) => (index % 2 === 1 ? (holes[Number(piece)] ?? "") : piece)));
}
